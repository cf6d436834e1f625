// The verbs of `oms order`.
import { add } from './add.ts';
import { approve, reject } from './approve.ts';
import { cancel, resume } from './cancel.ts';
import { confirm, unconfirm } from './confirm.ts';
import { copy } from './copy.ts';
import { edit } from './edit.ts';
import { exportOrders } from './export.ts';
import { hold, unhold } from './hold.ts';
import { importOrders } from './import.ts';
import { list } from './list.ts';
import { note } from './note.ts';
import { release, reserve } from './reserve.ts';
import { settle } from './settle.ts';
import { show } from './show.ts';
import { split } from './split.ts';
import { tag } from './tag.ts';
import { validate } from './validate.ts';
import { waive } from './waive.ts';

export const commands = [
  importOrders,
  exportOrders,
  add,
  edit,
  copy,
  split,
  list,
  show,
  validate,
  waive,
  confirm,
  unconfirm,
  reserve,
  release,
  hold,
  unhold,
  settle,
  approve,
  reject,
  cancel,
  resume,
  tag,
  note,
];
