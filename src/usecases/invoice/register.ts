// What the tax authority knows of documents: the number it gave each, and the data to be entered there.
import { OmsError } from '../../domain/error.ts';
import { type KoreanEntry, koreanEntries, type Registrable } from '../../domain/invoice/korean.ts';
import type { Period } from '../../domain/report.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import type { Handle } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { documentOf, findInvoice } from '../../store/invoice.ts';
import { insertRegistration, registeredAs, registrableInvoices, registrationOf } from '../../store/invoice-registration.ts';
import { read, type Shop, type WriteOptions, write } from '../shop.ts';
import { invoiceNumbered } from './read.ts';

/** Korea's 승인번호 has 24 letters and digits, China's 数电票 20 digits, its older 发票 8. */
const form = /^[0-9A-Z]{8,30}$/;

/**
 * Keeps the number that the tax authority gave a document. Refuses `invoice-unknown`, `registration-invalid`,
 * `registration-differs` for a document that has another, `registration-taken` for the number of another document.
 */
export function registerInvoice(shop: Shop, number: string, typed: string, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const invoice = await invoiceNumbered(act.db, number);
    const registration = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
    if (!form.test(registration)) throw new OmsError('registration-invalid', { registration: typed });
    const known = await registrationOf(act.db, invoice.id);
    if (known === registration) return actResult([{ id: invoice.number, outcome: 'unchanged', registration }]);
    if (known !== undefined) throw new OmsError('registration-differs', { number: invoice.number, registration: known });
    const taken = await registeredAs(act.db, registration);
    if (taken !== undefined) throw new OmsError('registration-taken', { number: taken, registration });
    await insertRegistration(act.db, { id: invoice.id, registration, actor: act.actor, at: act.at });
    await recordEvent(act.db, act, 'invoice', invoice.id, 'registered', { registration });
    return actResult([{ id: invoice.number, outcome: 'registered', registration }]);
  });
}

/** What of the documents issued in a period is entered at Hometax, in the order of issue. Refuses `tax-invoice-country` for a seller elsewhere. */
export function koreanTaxInvoices(shop: Shop, period: Period): Promise<KoreanEntry[]> {
  const { country } = shop.settings;
  if (country !== 'KR') throw new OmsError('tax-invoice-country', { country });
  return read(shop, async (db) => {
    const entries: KoreanEntry[] = [];
    for (const row of await registrableInvoices(db, period)) {
      const document = documentOf(row);
      if (!document || document.isSimplified) continue;
      const original = row.original_number === null ? await replaced(db, document.originals[0]?.number) : givenBack(row);
      entries.push(...koreanEntries({ document, approval: row.registration ?? '', original }));
    }
    return entries;
  });
}

type Row = Awaited<ReturnType<typeof registrableInvoices>>[number];

function givenBack({ original_number, original_snapshot, original_registration }: Row): Registrable['original'] {
  return { document: documentOf({ snapshot: original_snapshot }), number: original_number ?? '', approval: original_registration ?? '' };
}

/** The invoice that another replaces: named in its content alone. */
async function replaced(db: Handle, number: string | undefined): Promise<Registrable['original']> {
  const invoice = number === undefined ? undefined : await findInvoice(db, number);
  if (!invoice) return null;
  return { document: documentOf(invoice), number: invoice.number, approval: (await registrationOf(db, invoice.id)) ?? '' };
}
