// What reading files offers to the command line; a bundle of its own.
export { type Bytes, openFile, readStdin } from './bytes.ts';
export { isDateFormat } from './dates.ts';
export { type InboxFile, inboxFiles, isGrowing } from './inbox.ts';
export { placedOrderFile, readableRows } from './kept-file.ts';
export { readMended, underHeader } from './mended-file.ts';
export { openOrderFile, reopenOrderFile } from './order-file.ts';
export { halfIn, openingsOf } from './order-files.ts';
export type { ShopFacts } from './order-reader.ts';
export type { Profile } from './profile.ts';
export { parseProfile } from './profile-check.ts';
export { dateFormatsOf, guessProfile, valuesOf } from './profile-guess.ts';
export { profileTextOf } from './profile-text.ts';
export { checkProfile, listProfiles, loadProfiles, ownProfilesAhead, readProfile } from './profiles.ts';
export { openRecordFile, type RecordShape } from './record-file.ts';
export { aliasShape, countShape, customerShape, priceShape, productShape, stockShape } from './record-shapes.ts';
export { knownColumns, type Sample, sampleOf } from './sample.ts';
export { withoutSheet } from './sheet-file.ts';
