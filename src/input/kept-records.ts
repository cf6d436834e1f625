// Rows of records that were kept, or mended, as a file of records: read by their own profile, with the places they had.
import type { FileRecord, RecordFile, RecordKind, RecordRow } from '../domain/import/record.ts';
import { bytesOfText } from './bytes.ts';
import { textOf } from './kept-file.ts';
import { openRecordFile, type RecordShape } from './record-file.ts';
import type { RecordProfile } from './record-profile.ts';

/** Rows under the names of their columns, each with the place it has in a file that people look at. */
export interface PlacedRecordRows {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly RecordRow[];
}

/** The rows as a file of records in this format. What is to be told of its columns was told when they came in. */
export function placedRecordFile<Kind extends RecordKind, Draft>(
  placed: PlacedRecordRows,
  profile: RecordProfile,
  shape: RecordShape<Kind, Draft>,
  currency: string,
): RecordFile<Draft> {
  const own = { ...profile, match: { ...profile.match, first: [] } };
  const file = openRecordFile(bytesOfText(placed.name, textOf(placed, profile)), [own], shape, currency);
  // the header is row 1 here, where there is one
  const firstRow = profile.header === undefined ? 2 : 1;
  return {
    ...file,
    header: placed.header,
    findings: [],
    *records() {
      for (const record of file.records()) yield placedRecord(record, placed.rows[record.row - firstRow]);
    },
  };
}

function placedRecord<Draft>(record: FileRecord<Draft>, placed: RecordRow | undefined): FileRecord<Draft> {
  if (!placed) return record;
  const { row, line } = placed;
  const source = { ...placed.source, part: record.source.part };
  return {
    ...record,
    row,
    line,
    source,
    findings: record.findings.map((finding) => ({ ...finding, row, line })),
    rawRow: () => ({ ...record.rawRow(), row, line, source }),
  };
}
