// What the tax authority has given documents when they were reported there; kept beside them, since they never change.
import type { Period } from '../domain/report.ts';
import type { Handle } from './database.ts';

/** The registration of a document; undefined where none is known. */
export async function registrationOf(db: Handle, invoiceId: number): Promise<string | undefined> {
  const row = await db.selectFrom('invoice_registration').select('registration').where('id', '=', invoiceId).executeTakeFirst();
  return row?.registration;
}

/** The document that has this registration. */
export async function registeredAs(db: Handle, registration: string): Promise<string | undefined> {
  const query = db
    .selectFrom('invoice_registration')
    .innerJoin('invoice', 'invoice.id', 'invoice_registration.id')
    .select('invoice.number');
  return (await query.where('registration', '=', registration).executeTakeFirst())?.number;
}

export async function insertRegistration(
  db: Handle,
  row: { readonly id: number; readonly registration: string; readonly actor: string; readonly at: string },
): Promise<void> {
  await db.insertInto('invoice_registration').values(row).execute();
}

/** Documents issued on these days in the order of issue, with what an entry at the tax authority needs to know besides. */
export function registrableInvoices(db: Handle, { from, to }: Period) {
  let query = db
    .selectFrom('invoice')
    .leftJoin('invoice_registration as own', 'own.id', 'invoice.id')
    .leftJoin('invoice as original', 'original.id', 'invoice.original_id')
    .leftJoin('invoice_registration as its', 'its.id', 'original.id')
    .select(['invoice.id', 'invoice.number', 'invoice.snapshot', 'invoice.reissue', 'own.registration'])
    .select(['original.number as original_number', 'original.snapshot as original_snapshot', 'its.registration as original_registration'])
    .orderBy('invoice.id');
  if (from !== undefined) query = query.where('invoice.issued_on', '>=', from);
  if (to !== undefined) query = query.where('invoice.issued_on', '<=', to);
  return query.execute();
}
