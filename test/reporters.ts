// Where test runs report: to the screen, and as JSON into the file that OMS_TEST_REPORT names, for counting.

const report = process.env.OMS_TEST_REPORT;

export const reporters = report ? { reporters: ['default', 'json'], outputFile: { json: report } } : { reporters: ['default'] };
