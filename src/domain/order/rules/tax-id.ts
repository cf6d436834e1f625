// Tax numbers of buyers: what has a check digit has the right one.
import { taxIdFault } from '../../tax-id.ts';
import type { OrderRule } from './rule.ts';

export const taxIdRule: OrderRule = ({ shipTo, billTo, rules }, tell) => {
  const party = billTo?.taxId ? billTo : shipTo;
  if (!party?.taxId) return;
  const fault = taxIdFault(party.taxId, party.country ?? rules.country);
  if (fault) tell('tax-id-invalid', 'tax_id', { kind: fault });
};
