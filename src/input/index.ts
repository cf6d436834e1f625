// What reading files offers to the command line; a bundle of its own.
export { type Bytes, openFile, readStdin } from './bytes.ts';
export { openOrderFile } from './order-file.ts';
export type { ShopFacts } from './order-reader.ts';
export { openProductFile } from './product-file.ts';
export { loadProfiles } from './profiles.ts';
