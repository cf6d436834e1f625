// What is searched of orders and customers: the words of each, read for many at once.
import { sql } from 'kysely';
import { formatId } from '../domain/id.ts';
import { phoneTexts, wordsOf } from '../domain/search.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';

export type SearchKind = 'order' | 'customer';

/** Texts of a thing, as JSON arrays that SQLite puts together. */
interface Texts {
  readonly id: number;
  readonly texts: string;
  readonly phones: string;
}

/** The words of each of these; those that are not there are left out. */
export async function searchWords(db: Handle, kind: SearchKind, ids: readonly number[]): Promise<Map<number, string[]>> {
  const { rows } = await (kind === 'order' ? orderTexts(ids) : customerTexts(ids)).execute(db);
  return new Map(
    rows.map(({ id, texts, phones }) => {
      const own = (JSON.parse(texts) as (string | null)[][]).flat();
      const calls = (JSON.parse(phones) as (string | null)[]).flatMap(phoneTexts);
      return [id, wordsOf([formatId(kind, id), ...own, ...calls])];
    }),
  );
}

/** Numbers, notes, tags, people, lines, cases, tracking numbers. */
function orderTexts(ids: readonly number[]) {
  return sql<Texts>`select o.id, json_array(
      json_array(o.number, o.external_id, o.note),
      json_array(s.name, s.company, s.email, s.address1, s.address2, s.city, s.region, s.postcode, s.tax_id),
      json_array(b.name, b.company, b.email, b.address1, b.address2, b.city, b.region, b.postcode, b.tax_id),
      (select json_group_array(concat_ws(' ', p.name, p.company, p.email, p.address1, p.address2, p.city, p.region, p.postcode))
        from order_line_party l join party p on p.id = l.party_id where l.order_id = o.id),
      (select json_group_array(sku) from order_line where order_id = o.id),
      (select json_group_array(name) from order_line where order_id = o.id),
      (select json_group_array(text) from order_note where order_id = o.id),
      (select json_group_array(code) from order_channel_code where order_id = o.id),
      (select json_group_array(tag) from order_tag where order_id = o.id),
      (select json_group_array(concat_ws(' ', text, resolution)) from order_case where order_id = o.id),
      (select json_group_array(n.text) from order_case k join order_case_note n on n.case_id = k.id where k.order_id = o.id),
      (select json_group_array(purchase_number) from order_terms where order_id = o.id),
      (select json_group_array(tracking_number) from shipment join parcel on parcel.shipment_id = shipment.id where order_id = o.id)
    ) as texts, (select json_group_array(phone) from (select s.phone as phone union all select b.phone
      union all select p.phone from order_line_party l join party p on p.id = l.party_id where l.order_id = o.id)) as phones
    from sales_order o
    left join party s on s.id = o.ship_party_id
    left join party b on b.id = o.bill_party_id and b.id is not s.id
    where o.id in ${among(ids)}`;
}

/** People at all their addresses, contacts, notes, tags. Whoever was merged is found as whom they became. */
function customerTexts(ids: readonly number[]) {
  return sql<Texts>`select c.id, json_array(
      json_array(c.name, c.company, c.email, c.tax_id, c.note),
      json_array(h.address1, h.address2, h.city, h.region, h.postcode),
      (select json_group_array(name) from customer_contact where customer_id = c.id),
      (select json_group_array(email) from customer_contact where customer_id = c.id),
      (select json_group_array(concat_ws(' ', p.name, p.company, p.address1, p.address2, p.city, p.region, p.postcode))
        from customer_address a join party p on p.id = a.party_id where a.customer_id = c.id),
      (select json_group_array(text) from customer_note where customer_id = c.id),
      (select json_group_array(tag) from customer_tag where customer_id = c.id)
    ) as texts, (select json_group_array(phone) from (select c.phone as phone
      union all select phone from customer_contact where customer_id = c.id
      union all select p.phone from customer_address a join party p on p.id = a.party_id where a.customer_id = c.id)) as phones
    from customer c left join party h on h.id = c.party_id
    where c.id in ${among(ids)} and c.merged_into is null`;
}
