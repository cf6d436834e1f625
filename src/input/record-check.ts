// The part of a profile that is about records: its rows and its fields.
import type { RecordKind } from '../domain/import/record.ts';
import type { FileProfile } from './profile.ts';
import { anyConditionsOf, fieldsOf } from './profile-fields.ts';
import { type RecordProfile, type RecordRows, recordBlocks } from './record-profile.ts';
import type { YamlMap } from './yaml-reader.ts';

export function recordProfile(root: YamlMap, common: FileProfile, kind: RecordKind): RecordProfile {
  const { block, fields, needed } = recordBlocks[kind];
  const rows = rowsOf(root.map('rows'));
  const given = rows.locationsBeside.length > 0 ? needed.filter((field) => field !== 'quantity') : needed;
  return { ...common, kind, rows, fields: fieldsOf<string>(root.map(block), fields, given) };
}

function rowsOf(map: YamlMap): RecordRows {
  const rows = {
    skip: anyConditionsOf(map, 'skip'),
    of: map.text('of'),
    carry: map.texts('carry'),
    locationsBeside: map.texts('locations_beside'),
  };
  if (rows.carry.length > 0 && rows.of === undefined) map.mistake('of', 'missing');
  map.close();
  return rows;
}
