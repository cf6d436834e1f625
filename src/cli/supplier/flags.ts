// The flags that describe a supplier, shared by add and edit.
import type { SupplierEdit } from '../../usecases/supplier/save.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

export const supplierOptions: readonly CommandOption[] = [
  { flags: '--currency <code>', about: 'of its prices (default: the shop’s)' },
  { flags: '--lead-days <n>', about: 'from sending a purchase to having the goods, where an offer says nothing else' },
  { flags: '--email <address>', about: 'e-mail' },
  { flags: '--phone <number>', about: 'phone' },
];

/** What the flags say of a supplier. */
export function supplierFlags(input: Input): SupplierEdit {
  return {
    currency: input.text('currency'),
    leadDays: input.whole('lead-days'),
    email: input.text('email'),
    phone: input.text('phone'),
    active: input.either('active'),
  };
}
