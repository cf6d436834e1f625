// What a code to pay by holds: a European transfer (EPC069-12), a transfer in the Swiss form (QR-bill 2.2), or an address on the web.
import type { Layout } from '../../domain/document/layout.ts';
import type { PaymentCode } from '../../domain/document/printable.ts';
import type { Seller } from '../../domain/invoice/document.ts';
import { formatAmount } from '../../domain/money.ts';

/** The text of the code; empty where the form does not serve the document's currency. */
export function codeText(payment: PaymentCode, form: Layout['payment'], seller: Seller): string {
  if (form.code === 'epc') return payment.currency === 'EUR' ? epc(payment, form, seller) : '';
  if (form.code === 'swiss') return ['CHF', 'EUR'].includes(payment.currency) ? swiss(payment, form, seller) : '';
  return form.url.replace(/\{(number|amount|currency)\}/g, (_, name: 'number' | 'amount' | 'currency') => {
    const values = { number: payment.reference, amount: formatAmount(payment.amountMinor, payment.currency), currency: payment.currency };
    return encodeURIComponent(values[name]);
  });
}

const plain = (iban: string) => iban.replace(/\s/g, '').toUpperCase();

function epc({ amountMinor, currency, reference }: PaymentCode, { iban, bic }: Layout['payment'], { name }: Seller): string {
  const amount = `EUR${formatAmount(amountMinor, currency)}`;
  return ['BCD', '002', '1', 'SCT', bic, name.slice(0, 70), plain(iban), amount, '', '', reference.slice(0, 140)].join('\n');
}

function swiss({ amountMinor, currency, reference }: PaymentCode, { iban }: Layout['payment'], { name, address, country }: Seller): string {
  const street = address.slice(0, -1).join(' ').slice(0, 70);
  const [, postcode = '', town = ''] = /^(?:[A-Z]{2}-)?(\d{4,5})?\s*(.*)$/.exec(address.at(-1) ?? '') ?? [];
  const creditor = ['S', name.slice(0, 70), street, '', postcode, town.slice(0, 35), country];
  const nobody = ['', '', '', '', '', '', ''];
  const amount = [formatAmount(amountMinor, currency), currency];
  return ['SPC', '0200', '1', plain(iban), ...creditor, ...nobody, ...amount, ...nobody, 'NON', '', reference.slice(0, 140), 'EPD'].join(
    '\n',
  );
}
