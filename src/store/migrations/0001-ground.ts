// The whole ground floor. A shipped migration is never edited: what changes later is a new file.

/** One of these words. Written with "or": SQLite builds a table for each "in" of three or more, at every insert. */
function oneOf(column: string, ...words: readonly string[]): string {
  return words.map((word) => `${column} = '${word}'`).join(' or ');
}

/**
 * Makes something stale in its search index. Written as a condition: "or ignore" would give way to the "on conflict" of
 * the statement that fires the trigger. `isIndexed`: only what the index knows, so that what comes in costs nothing.
 */
function stale(kind: 'order' | 'customer', name: string, when: string, id: string, isIndexed = false): string {
  const known = isIndexed ? `${id} <= (select upto from search_mark where kind = '${kind}') and ` : '';
  return `create trigger ${kind}_search_${name} ${when}
when ${known}not exists (select 1 from search_stale where kind = '${kind}' and id = ${id})
begin insert into search_stale values ('${kind}', ${id}); end;`;
}

/** Rows that belong to a customer, and what may happen to them. */
function staleCustomers(table: string, ...happenings: readonly ('insert' | 'update' | 'delete')[]): string[] {
  const row = { insert: ['new'], update: ['old', 'new'], delete: ['old'] } as const;
  return happenings.flatMap((happening) =>
    row[happening].map((side) =>
      stale('customer', `${table}_${happening}_${side}`, `after ${happening} on ${table}`, `${side}.customer_id`),
    ),
  );
}

const changedOrder = 'after update of updated_at, number, note, ship_party_id, bill_party_id, total_minor on sales_order';
const searchTriggers = [
  stale('order', 'changed', changedOrder, 'new.id', true),
  stale('order', 'gone', 'after delete on sales_order', 'old.id', true),
  stale('order', 'noted', 'after insert on order_note', 'new.order_id'),
  stale('order', 'tagged', 'after insert on order_tag', 'new.order_id'),
  stale('order', 'untagged', 'after delete on order_tag', 'old.order_id'),
  stale('order', 'complained', 'after insert on order_case', 'new.order_id'),
  stale('order', 'settled', 'after update on order_case', 'new.order_id'),
  stale('order', 'answered', 'after insert on order_case_note', '(select order_id from order_case where id = new.case_id)'),
  stale('customer', 'changed', 'after update on customer', 'new.id', true),
  stale('customer', 'gone', 'after delete on customer', 'old.id', true),
  ...staleCustomers('customer_contact', 'insert', 'update', 'delete'),
  ...staleCustomers('customer_address', 'insert', 'update', 'delete'),
  ...staleCustomers('customer_note', 'insert', 'update'),
  ...staleCustomers('customer_tag', 'insert', 'delete'),
].join('\n');

export const ground = `
create table setting (
  key text primary key,
  value text not null,
  updated_at text not null
) strict;

create table event (
  id integer primary key,
  at text not null,
  business_date text not null,
  actor text not null,
  command text not null,
  entity_kind text not null,
  entity_id integer not null,
  action text not null,
  fields text not null default '{}' check (json_valid(fields)),
  batch_id integer references batch (id)
) strict;
create index event_entity on event (entity_kind, entity_id, id);

create table command_key (
  key text primary key,
  command text not null,
  fingerprint text not null,
  result text not null check (json_valid(result)),
  at text not null
) strict;

create table tax_rate (
  id integer primary key,
  country text not null,
  region text not null default '',
  category text not null,
  code text not null,
  rate_ppm integer not null check (rate_ppm between 0 and 1000000),
  surcharge_ppm integer not null default 0 check (surcharge_ppm between 0 and 1000000),
  valid_from text not null,
  valid_to text,
  unique (country, region, category, valid_from)
) strict;

create table location (
  id integer primary key,
  code text not null unique,
  name text not null,
  country text not null default '',
  region text not null default '',
  priority integer not null default 0,
  active integer not null default 1 check (active in (0, 1))
) strict;

create table product (
  id integer primary key,
  sku text not null unique check (length(sku) between 1 and 100),
  name text not null,
  kind text not null check (${oneOf('kind', 'goods', 'service', 'kit', 'capacity')}),
  gtin text,
  unit_price_micros integer check (unit_price_micros between 0 and 9007199254740991),
  tax_category text not null default 'standard',
  weight_grams integer check (weight_grams >= 0),
  unit text not null default 'piece',
  bin text,
  reorder_point integer check (reorder_point >= 0),
  buffer integer not null default 0 check (buffer >= 0),
  -- the business date from which it may be promised; null: at once
  available_from text,
  hs_code text,
  origin_country text,
  -- 1: what comes and goes is kept by lot
  lots integer not null default 0 check (lots in (0, 1)),
  -- of a product whose lots expire: the days that have to be left for one to be promised; null: a lot needs no date
  expiry_days integer check (expiry_days between 0 and 10000),
  active integer not null default 1 check (active in (0, 1)),
  created_at text not null,
  updated_at text not null,
  check (lots = 0 or kind = 'goods'),
  check (expiry_days is null or lots = 1)
) strict;

-- what one of a product is made of: a kit is taken apart when it is sold, goods are put together beforehand
create table product_part (
  product_id integer not null references product (id),
  part_id integer not null references product (id),
  quantity integer not null check (quantity between 1 and 1000000),
  primary key (product_id, part_id),
  check (product_id <> part_id)
) strict, without rowid;
create index product_part_part on product_part (part_id);

create table product_alias (
  id integer primary key,
  channel_id integer not null references channel (id),
  code text not null,
  product_id integer not null references product (id),
  quantity integer not null default 1 check (quantity > 0),
  unique (channel_id, code)
) strict;

create table channel (
  id integer primary key,
  name text not null unique,
  profile text,
  -- when its orders want an invoice; null: by the shop's setting
  invoice_rule text check (${oneOf('invoice_rule', 'always', 'on-shipping', 'on-payment', 'on-request', 'marketplace')}),
  created_at text not null
) strict;

create table customer (
  id integer primary key,
  name text not null,
  email text,
  email_key text,
  phone text,
  company text,
  tax_id text,
  language text,
  note text,
  payment_preference text,
  -- whether mail about anything but their orders is welcome; null: nobody has asked
  consent text check (consent in ('given', 'refused')),
  consent_on text,
  -- where somebody is at home, whatever their orders say
  party_id integer references party (id),
  -- never somebody who is merged into another: the last of the chain
  merged_into integer references customer (id),
  erased_at text,
  created_at text not null,
  updated_at text not null
) strict;
-- whoever was merged keeps the e-mail, which leads to whom they became
create unique index customer_email on customer (email_key) where email_key is not null;
create index customer_merged on customer (merged_into) where merged_into is not null;

create table customer_contact (
  id integer primary key,
  customer_id integer not null references customer (id),
  label text not null,
  name text not null default '',
  email text,
  phone text,
  unique (customer_id, label)
) strict;

create table customer_address (
  id integer primary key,
  customer_id integer not null references customer (id),
  label text not null,
  party_id integer not null references party (id),
  unique (customer_id, label)
) strict;

create table customer_tag (
  tag text not null,
  customer_id integer not null references customer (id),
  primary key (tag, customer_id)
) strict, without rowid;
create index customer_tag_customer on customer_tag (customer_id);

create table customer_note (
  id integer primary key,
  customer_id integer not null references customer (id),
  text text not null,
  actor text not null,
  at text not null
) strict;
create index customer_note_customer on customer_note (customer_id);

create table customer_identity (
  channel_id integer not null references channel (id),
  external_id text not null,
  customer_id integer not null references customer (id),
  primary key (channel_id, external_id)
) strict, without rowid;
create index customer_identity_customer on customer_identity (customer_id);

create table party (
  id integer primary key,
  name text not null default '',
  company text,
  email text,
  phone text,
  address1 text,
  address2 text,
  city text,
  region text,
  postcode text,
  country text,
  tax_id text
) strict;

create table batch (
  id integer primary key,
  command text not null,
  channel_id integer references channel (id),
  started_at text not null,
  finished_at text,
  strict integer not null default 0 check (strict in (0, 1)),
  opening text,
  -- of what its files are; null: of orders
  records text check (${oneOf('records', 'products', 'stock', 'counts', 'customers', 'prices', 'aliases')}),
  -- how records were asked for, as far as feeding rows back has to know
  options text not null default '{}' check (json_valid(options)),
  actor text not null,
  counts text not null default '{}' check (json_valid(counts)),
  undone_at text
) strict;

create table batch_file (
  id integer primary key,
  batch_id integer not null references batch (id),
  name text not null,
  sha256 text not null,
  bytes integer not null,
  profile text not null,
  -- of the profile's own text: another reading of the same bytes is another file
  profile_hash text not null default '',
  channel_id integer references channel (id),
  encoding text not null,
  -- the column names of the file, for the cells of its quarantine
  header text not null default '[]' check (json_valid(header)),
  counts text not null default '{}' check (json_valid(counts)),
  exported_at text,
  -- 1: orders that it found as they were may have gone since with a batch that was undone
  read_again integer not null default 0 check (read_again in (0, 1))
) strict;
create index batch_file_batch on batch_file (batch_id);
create index batch_file_sha256 on batch_file (sha256);

create table quarantine (
  id integer primary key,
  batch_id integer not null references batch (id),
  batch_file_id integer not null references batch_file (id),
  -- null: of a record, which external_id is the key of, as far as it has one
  channel_id integer references channel (id),
  external_id text not null,
  row_from integer not null,
  row_to integer not null,
  reasons text not null check (json_valid(reasons)),
  cells text not null check (json_valid(cells)),
  cleared_by integer references batch (id),
  -- given up: then its own batch has cleared it, and its cells are gone
  discard_reason text
) strict;
create index quarantine_open on quarantine (channel_id, external_id) where cleared_by is null;
create index quarantine_batch on quarantine (batch_id);

create table sales_order (
  id integer primary key,
  channel_id integer not null references channel (id),
  external_id text,
  -- a number of the channel's that stays where the order's own changes
  lasting_id text,
  number text not null,
  customer_id integer references customer (id),
  ship_party_id integer references party (id),
  bill_party_id integer references party (id),
  state text not null default 'new' check (${oneOf('state', 'new', 'confirmed', 'completed', 'cancelled')}),
  history integer not null default 0 check (history in (0, 1)),
  ordered_at text not null,
  ordered_on text not null,
  currency text not null,
  prices_include_tax integer not null check (prices_include_tax in (0, 1)),
  rounding text not null,
  tax_basis text not null check (tax_basis in ('document', 'line')),
  discount_minor integer not null default 0 check (discount_minor between 0 and 9007199254740991),
  shipping_minor integer not null default 0 check (shipping_minor between 0 and 9007199254740991),
  shipping_tax_code text not null default 'S',
  shipping_tax_ppm integer not null default 0,
  net_minor integer not null check (abs(net_minor) <= 9007199254740991),
  tax_minor integer not null check (abs(tax_minor) <= 9007199254740991),
  total_minor integer not null check (abs(total_minor) <= 9007199254740991),
  channel_total_minor integer,
  payment_method text,
  channel_state text,
  note text,
  priority integer not null default 0,
  -- the axes: indexed copies, written by one store function and recomputed by db check
  payment_state text not null default 'unpaid' check (${oneOf('payment_state', 'unpaid', 'partly-paid', 'paid', 'partly-refunded', 'refunded')}),
  fulfilment_state text not null default 'unreserved' check (${oneOf('fulfilment_state', 'unreserved', 'backordered', 'reserved', 'picking', 'packed', 'partly-shipped', 'shipped', 'delivered')}),
  return_state text not null default 'none' check (${oneOf('return_state', 'none', 'asked', 'partly-returned', 'returned')}),
  invoice_state text not null default 'none' check (${oneOf('invoice_state', 'none', 'partly-invoiced', 'invoiced')}),
  error_count integer not null default 0,
  warning_count integer not null default 0,
  hold_count integer not null default 0,
  paid_minor integer not null default 0,
  refunded_minor integer not null default 0,
  credited_minor integer not null default 0,
  -- given back by the channel, and on no credit note yet
  uncredited_minor integer not null default 0,
  -- where it came from
  batch_file_id integer references batch_file (id),
  row_from integer,
  row_to integer,
  content_hash text,
  -- when what was read was exported, as far as that is known, and in which format
  said_at text,
  said_by text,
  created_at text not null,
  updated_at text not null,
  unique (channel_id, external_id)
) strict;
create index sales_order_lasting on sales_order (lasting_id, channel_id) where lasting_id is not null;
create index sales_order_number on sales_order (number);
create index sales_order_ordered on sales_order (ordered_on, id);
create index sales_order_customer on sales_order (customer_id, id);
create index sales_order_open on sales_order (state, id) where state in ('new', 'confirmed');
create index sales_order_problem on sales_order (id) where error_count > 0 and state in ('new', 'confirmed');
create index sales_order_refund on sales_order (id) where state = 'cancelled' and paid_minor > refunded_minor and history = 0;
-- what few orders are at a time, and imports hardly ever bring: lists of them need not walk through all
create index sales_order_cancelled on sales_order (id) where state = 'cancelled';
create index sales_order_payment on sales_order (payment_state) where payment_state <> 'paid';
create index sales_order_fulfilment on sales_order (fulfilment_state) where fulfilment_state <> 'unreserved' and fulfilment_state <> 'delivered';
create index sales_order_return on sales_order (return_state) where return_state <> 'none';
create index sales_order_invoice on sales_order (invoice_state) where invoice_state <> 'none';
create index sales_order_batch on sales_order (batch_file_id) where batch_file_id is not null;

create table order_line (
  id integer primary key,
  order_id integer not null references sales_order (id),
  position integer not null,
  external_id text,
  sku text not null default '',
  -- what the channel's words make of the code and the option where the code is of all variants: it may have been taught
  variant text,
  product_id integer references product (id),
  name text not null,
  quantity integer not null check (quantity between 0 and 1000000000),
  -- how many of these are one of what the channel sells: a code may mean several
  pieces integer not null default 1 check (pieces > 0),
  cancelled_quantity integer not null default 0 check (cancelled_quantity between 0 and quantity),
  unit_price_micros integer not null check (abs(unit_price_micros) <= 9007199254740991),
  discount_minor integer not null default 0 check (discount_minor between 0 and 9007199254740991),
  tax_code text not null default 'S',
  tax_ppm integer not null default 0 check (tax_ppm between 0 and 1000000),
  shippable integer not null default 1 check (shippable in (0, 1)),
  -- 1: nobody said it and the product was not known; taken from the product once it is
  price_assumed integer not null default 0 check (price_assumed in (0, 1)),
  tax_assumed integer not null default 0 check (tax_assumed in (0, 1)),
  net_minor integer not null,
  tax_minor integer not null,
  unique (order_id, position)
) strict;
create index order_line_product on order_line (product_id, order_id) where product_id is not null;
create index order_line_unknown on order_line (sku) where product_id is null;
create index order_line_variant on order_line (variant) where variant is not null;

-- the channel's last value of a field that the shop has since changed, or that no order keeps (why it is held); no row:
-- the order still has the channel's value
create table channel_value (
  order_id integer not null references sales_order (id),
  line_id integer not null default 0,
  field text not null,
  value text,
  primary key (order_id, line_id, field)
) strict, without rowid;

-- what the channel says of a field that was not taken, until somebody settles it: it came too late or the shop has changed
-- the field otherwise ('late'), or nobody knows which of two exports is newer ('undated')
create table channel_conflict (
  order_id integer not null references sales_order (id),
  field text not null,
  value text,
  why text not null check (why in ('late', 'undated')),
  primary key (order_id, field)
) strict, without rowid;

-- what an order was before a batch brought it up to date, for undoing the batch; null: the batch changed nothing but
-- where it was last read
create table batch_change (
  id integer primary key,
  batch_id integer not null references batch (id),
  order_id integer not null references sales_order (id),
  former_file_id integer references batch_file (id),
  former_row_from integer,
  former_row_to integer,
  former_hash text,
  former_said_at text,
  former_said_by text,
  former text check (former is null or json_valid(former))
) strict;
create index batch_change_batch on batch_change (batch_id, order_id);
create index batch_change_order on batch_change (order_id);
create index batch_change_file on batch_change (former_file_id);

create table problem (
  id integer primary key,
  order_id integer not null references sales_order (id),
  line_id integer references order_line (id),
  code text not null,
  severity text not null check (severity in ('error', 'warning')),
  field text not null default '',
  details text not null default '{}' check (json_valid(details)),
  found_at text not null
) strict;
create index problem_order on problem (order_id);
create index problem_code on problem (code, order_id);

-- errors that a person takes upon themselves, with fingerprints of what they were found in
create table order_waiver (
  id integer primary key,
  order_id integer not null references sales_order (id),
  code text not null,
  seen text not null check (json_valid(seen)),
  reason text not null,
  actor text not null,
  at text not null
) strict;
create index order_waiver_order on order_waiver (order_id);

create table hold (
  id integer primary key,
  order_id integer not null references sales_order (id),
  code text not null,
  reason text not null default '',
  actor text not null,
  at text not null,
  until text,
  released_at text,
  released_by text,
  lifted_by_payment integer not null default 0 check (lifted_by_payment in (0, 1))
) strict;
create index hold_order on hold (order_id);
create index hold_until on hold (until) where released_at is null and until is not null;

-- rules by which orders need somebody's approval before they are confirmed; what a rule does not look at is null
create table approval_rule (
  id integer primary key,
  name text not null unique,
  over_minor integer check (over_minor between 0 and 9007199254740991),
  currency text not null,
  discount_percent integer check (discount_percent between 0 and 100),
  new_customer integer not null default 0 check (new_customer in (0, 1)),
  -- codes with commas; "abroad": any but the shop's own
  countries text,
  channel text,
  -- whom it takes, one after the other: an array of arrays of actors, an empty one is anybody
  approvers text not null check (json_valid(approvers)),
  actor text not null,
  created_at text not null,
  updated_at text not null,
  ended_at text
) strict;

-- what somebody decided about an order by a rule, and what the rule had looked at then
create table approval (
  id integer primary key,
  order_id integer not null references sales_order (id),
  rule_id integer not null references approval_rule (id),
  decision text not null check (decision in ('approved', 'rejected')),
  note text not null default '',
  seen text not null,
  actor text not null,
  at text not null
) strict;
create index approval_order on approval (order_id);

create table cancellation (
  id integer primary key,
  order_id integer not null references sales_order (id),
  reason text not null,
  actor text not null,
  at text not null,
  resumed_at text
) strict;
create index cancellation_order on cancellation (order_id);

-- how many of a line were cancelled (below zero: taken up again), and what of the discounts went with them
create table line_cancellation (
  id integer primary key,
  order_id integer not null references sales_order (id),
  order_line_id integer not null references order_line (id),
  quantity integer not null check (quantity <> 0),
  discount_minor integer not null default 0,
  order_discount_minor integer not null default 0,
  credited_quantity integer not null default 0,
  credited_minor integer not null default 0,
  reason text not null,
  actor text not null,
  at text not null
) strict;
create index line_cancellation_order on line_cancellation (order_id);

-- what only some orders say: the day they are wanted, the buyer's own number for them, days to pay, with whom they are to
-- go; and of lines that they go elsewhere than the order does
create table order_terms (
  order_id integer primary key references sales_order (id),
  requested_on text,
  purchase_number text,
  payment_days integer check (payment_days between 0 and 999999),
  carrier text,
  service text
) strict;

create table order_line_party (
  order_line_id integer primary key references order_line (id),
  order_id integer not null references sales_order (id),
  party_id integer not null references party (id)
) strict;
create index order_line_party_order on order_line_party (order_id);

-- codes of promotions that a channel says an order was placed with; most orders have none
create table order_channel_code (
  order_id integer not null references sales_order (id),
  code text not null check (code <> ''),
  primary key (order_id, code)
) strict, without rowid;

-- an order made of another: its lines were split off, or the same was ordered again
create table order_origin (
  order_id integer primary key references sales_order (id),
  origin_id integer not null references sales_order (id),
  kind text not null check (kind in ('split', 'copy'))
) strict;
create index order_origin_origin on order_origin (origin_id);

-- a shop's own words and remarks on orders, and complaints or questions about them; imports write none of these
create table order_tag (
  tag text not null,
  order_id integer not null references sales_order (id),
  primary key (tag, order_id)
) strict, without rowid;
create index order_tag_order on order_tag (order_id);

create table order_note (
  id integer primary key,
  order_id integer not null references sales_order (id),
  text text not null,
  actor text not null,
  at text not null
) strict;
create index order_note_order on order_note (order_id);

create table order_case (
  id integer primary key,
  order_id integer not null references sales_order (id),
  kind text not null check (kind in ('complaint', 'question')),
  text text not null,
  actor text not null,
  at text not null,
  business_date text not null,
  closed_at text,
  closed_by text,
  resolution text not null default ''
) strict;
create index order_case_order on order_case (order_id);
create index order_case_open on order_case (id) where closed_at is null;

create table order_case_note (
  id integer primary key,
  case_id integer not null references order_case (id),
  text text not null,
  actor text not null,
  at text not null
) strict;
create index order_case_note_case on order_case_note (case_id);

-- Searching, behind what it is of: nothing is indexed while orders and customers come in. What is not indexed yet, or no
-- longer as it stands, is known by its number and looked through; "update of" names what every change of an order sets.
create virtual table order_search using fts5 (text, content = '', contentless_delete = 1, prefix = '4', tokenize = 'ascii');
create virtual table customer_search using fts5 (text, content = '', contentless_delete = 1, prefix = '4', tokenize = 'ascii');
create table search_mark (
  kind text primary key,
  -- all up to here are indexed, but for those that are stale
  upto integer not null
) strict, without rowid;
insert into search_mark values ('order', 0), ('customer', 0);
create table search_stale (
  kind text not null,
  id integer not null,
  primary key (kind, id)
) strict, without rowid;
${searchTriggers}
-- flags of "order list" under a name
create table saved_filter (
  name text primary key,
  flags text not null check (json_valid(flags)),
  actor text not null,
  at text not null
) strict;

-- goods of a product that were made together
create table stock_lot (
  id integer primary key,
  product_id integer not null references product (id),
  code text not null check (length(code) between 1 and 100),
  -- the last business date on which it may be sold; null: nobody has said
  expires_on text,
  created_at text not null,
  unique (product_id, code)
) strict;
create index stock_lot_code on stock_lot (code);

create table movement (
  id integer primary key,
  kind text not null check (${oneOf('kind', 'receive', 'ship', 'return', 'adjust', 'count', 'transfer', 'assemble')}),
  product_id integer not null references product (id),
  location_id integer not null references location (id),
  lot_id integer references stock_lot (id),
  quantity integer not null check (abs(quantity) <= 1000000000000),
  unavailable integer not null default 0 check (abs(unavailable) <= 1000000000000),
  unit_cost_micros integer check (unit_cost_micros between 0 and 9007199254740991),
  cause_kind text not null default 'person' check (${oneOf('cause_kind', 'person', 'shipment', 'return', 'purchase', 'batch', 'movement')}),
  cause_id integer,
  reason text not null default '',
  actor text not null,
  at text not null,
  business_date text not null,
  check (quantity <> 0 or unavailable <> 0 or kind = 'count')
) strict;
create index movement_product on movement (product_id, id);
create index movement_lot on movement (lot_id, id) where lot_id is not null;
create index movement_cause on movement (cause_kind, cause_id) where cause_id is not null;

create table stock_level (
  product_id integer not null references product (id),
  location_id integer not null references location (id),
  on_hand integer not null default 0 check (on_hand >= 0),
  unavailable integer not null default 0 check (unavailable >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  primary key (product_id, location_id),
  check (reserved + unavailable <= on_hand)
) strict, without rowid;

-- what of a place's level is of each lot
create table lot_level (
  lot_id integer not null references stock_lot (id),
  location_id integer not null references location (id),
  on_hand integer not null default 0 check (on_hand >= 0),
  unavailable integer not null default 0 check (unavailable >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  primary key (lot_id, location_id),
  check (reserved + unavailable <= on_hand)
) strict, without rowid;

create table reservation (
  id integer primary key,
  order_line_id integer not null references order_line (id),
  product_id integer not null references product (id),
  location_id integer not null references location (id),
  lot_id integer references stock_lot (id),
  quantity integer not null check (quantity > 0),
  priority integer not null default 0,
  promised_on text,
  expires_at text,
  created_at text not null
) strict;
create unique index reservation_place on reservation (order_line_id, product_id, location_id, coalesce(lot_id, 0));
create index reservation_lot on reservation (lot_id) where lot_id is not null;
create index reservation_product on reservation (product_id, location_id);
create index reservation_expiry on reservation (expires_at) where expires_at is not null;

-- what one of a kit's line takes off the shelf, as it was when goods were first promised to it
create table order_line_part (
  order_line_id integer not null references order_line (id),
  product_id integer not null references product (id),
  quantity integer not null check (quantity > 0),
  primary key (order_line_id, product_id)
) strict, without rowid;

-- orders that wait for goods: these are promised to them as they come
create table backorder (
  order_id integer primary key references sales_order (id),
  since text not null
) strict;

-- whether part of an order may be promised and sent, where that is not as the shop has it
create table order_partial (
  order_id integer primary key references sales_order (id),
  allowed integer not null check (allowed in (0, 1))
) strict;

create table supplier (
  id integer primary key,
  name text not null unique,
  email text,
  phone text,
  currency text not null,
  lead_days integer check (lead_days between 0 and 10000),
  active integer not null default 1 check (active in (0, 1)),
  created_at text not null,
  updated_at text not null
) strict;

create table supplier_offer (
  id integer primary key,
  supplier_id integer not null references supplier (id),
  product_id integer not null references product (id),
  currency text not null,
  unit_cost_micros integer not null check (unit_cost_micros between 0 and 9007199254740991),
  minimum integer not null default 1 check (minimum > 0),
  pack integer not null default 1 check (pack > 0),
  lead_days integer check (lead_days between 0 and 10000),
  unique (supplier_id, product_id)
) strict;
create index supplier_offer_product on supplier_offer (product_id);

create table purchase (
  id integer primary key,
  supplier_id integer not null references supplier (id),
  -- a sent one is open; what has come of it is in its lines
  state text not null check (${oneOf('state', 'draft', 'sent', 'received', 'cancelled')}),
  currency text not null,
  expected_on text,
  sent_on text,
  actor text not null,
  business_date text not null,
  created_at text not null,
  updated_at text not null,
  check ((sent_on is not null) or state = 'draft' or state = 'cancelled')
) strict;
create index purchase_open on purchase (id) where state = 'draft' or state = 'sent';
create index purchase_supplier on purchase (supplier_id);

create table purchase_line (
  id integer primary key,
  purchase_id integer not null references purchase (id),
  product_id integer not null references product (id),
  location_id integer not null references location (id),
  quantity integer not null check (quantity > 0),
  received_quantity integer not null default 0 check (received_quantity >= 0),
  unit_cost_micros integer check (unit_cost_micros between 0 and 9007199254740991),
  unique (purchase_id, product_id, location_id)
) strict;
create index purchase_line_product on purchase_line (product_id);

-- a product that was told to be low, until it is no more
create table low_stock (
  product_id integer primary key references product (id),
  told_at text not null
) strict;

create table payment (
  id integer primary key,
  order_id integer not null references sales_order (id),
  kind text not null check (kind in ('payment', 'refund')),
  amount_minor integer not null check (amount_minor between 1 and 9007199254740991),
  currency text not null,
  method text not null,
  reference text,
  return_id integer references goods_return (id),
  batch_id integer references batch (id),
  paid_on text not null,
  at text not null,
  actor text not null
) strict;
create index payment_order on payment (order_id);

-- money that went with lines to the order they were split off to; the payment itself stays as it was booked
create table payment_move (
  id integer primary key,
  from_order_id integer not null references sales_order (id),
  to_order_id integer not null references sales_order (id),
  amount_minor integer not null check (amount_minor between 1 and 9007199254740991),
  currency text not null,
  business_date text not null,
  at text not null,
  actor text not null,
  check (from_order_id <> to_order_id)
) strict;
create index payment_move_from on payment_move (from_order_id);
create index payment_move_to on payment_move (to_order_id);

create table shipment (
  id integer primary key,
  order_id integer not null references sales_order (id),
  state text not null check (${oneOf('state', 'open', 'shipped', 'delivered', 'cancelled')}),
  party_id integer references party (id),
  -- it goes in the parcels of this one, of another order, and has none of its own
  with_id integer references shipment (id),
  carrier text,
  service text,
  shipped_at text,
  shipped_on text,
  actor text not null,
  created_at text not null,
  updated_at text not null
) strict;
create index shipment_order on shipment (order_id);
create index shipment_open on shipment (id) where state = 'open';
create index shipment_with on shipment (with_id) where with_id is not null;

create table parcel (
  id integer primary key,
  shipment_id integer not null references shipment (id),
  number integer not null,
  weight_grams integer check (weight_grams >= 0),
  tracking_number text,
  labelled_at text,
  sscc text unique check (length(sscc) = 18 and sscc not glob '*[^0-9]*'),
  unique (shipment_id, number)
) strict;
create index parcel_tracking on parcel (tracking_number) where tracking_number is not null;

-- which serial number of an SSCC comes next: never lower than it was
create table sscc_series (
  extension text not null check (extension glob '[0-9]'),
  prefix text not null check (length(prefix) between 4 and 12 and prefix not glob '*[^0-9]*'),
  next integer not null check (next >= 0),
  primary key (extension, prefix)
) strict;

-- what was sent to printers
create table print_job (
  id integer primary key,
  kind text not null,
  format text not null check (${oneOf('format', 'pdf', 'zpl')}),
  printer text not null check (printer <> ''),
  tray text,
  paper text,
  copies integer not null check (copies between 1 and 999),
  state text not null check (${oneOf('state', 'waiting', 'sent', 'failed', 'cancelled')}),
  request text,
  cause text,
  actor text not null,
  created_at text not null,
  updated_at text not null,
  check (state <> 'sent' or request is not null)
) strict;

create index print_job_unprinted on print_job (id) where state = 'waiting' or state = 'failed';

create table print_file (
  job_id integer not null references print_job (id),
  position integer not null check (position >= 1),
  path text not null,
  pages integer not null check (pages >= 1),
  sha256 text not null,
  primary key (job_id, position)
) strict;

create table print_item (
  job_id integer not null references print_job (id),
  document text not null,
  fingerprint text not null,
  primary key (job_id, document)
) strict;
create index print_item_document on print_item (document, fingerprint);

create table shipment_line (
  id integer primary key,
  shipment_id integer not null references shipment (id),
  order_line_id integer not null references order_line (id),
  product_id integer references product (id),
  location_id integer references location (id),
  lot_id integer references stock_lot (id),
  quantity integer not null check (quantity > 0)
) strict;
create index shipment_line_shipment on shipment_line (shipment_id);
create index shipment_line_lot on shipment_line (lot_id) where lot_id is not null;
create index shipment_line_order_line on shipment_line (order_line_id);

create table number_series (
  id integer primary key,
  kind text not null check (kind in ('invoice', 'credit-note')),
  year integer not null,
  prefix text not null,
  next integer not null default 1 check (next >= 1),
  last_issued_on text,
  unique (kind, year, prefix)
) strict;

create table invoice (
  id integer primary key,
  kind text not null check (kind in ('invoice', 'credit-note')),
  series_id integer not null references number_series (id),
  sequence integer not null check (sequence >= 1),
  number text not null unique,
  -- what of it the law sets apart; its orders stand on its lines
  form text not null check (${oneOf('form', 'plain', 'simplified', 'replacement', 'deposit', 'final', 'collective', 'credit', 'corrective')}),
  shipment_id integer references shipment (id),
  return_id integer references goods_return (id),
  original_id integer references invoice (id),
  issued_at text not null,
  issued_on text not null,
  due_on text,
  currency text not null,
  language text not null,
  prices_include_tax integer not null check (prices_include_tax in (0, 1)),
  rounding text not null,
  tax_basis text not null,
  net_minor integer not null check (abs(net_minor) <= 9007199254740991),
  tax_minor integer not null check (abs(tax_minor) <= 9007199254740991),
  total_minor integer not null check (abs(total_minor) <= 9007199254740991),
  reason text,
  -- a credit note after which the same is invoiced anew: it is owed as before
  reissue integer not null default 0 check (reissue in (0, 1) and (reissue = 0 or kind = 'credit-note')),
  snapshot text check (snapshot is null or json_valid(snapshot)),
  snapshot_salt text,
  snapshot_hash text not null,
  previous_hash text not null,
  chain_hash text not null,
  pdf_sha256 text,
  retain_until text,
  actor text not null,
  unique (series_id, sequence)
) strict;
create index invoice_return on invoice (return_id) where return_id is not null;
create index invoice_issued on invoice (issued_on, id);
create index invoice_undrawn on invoice (issued_at) where pdf_sha256 is null;

create table invoice_line (
  id integer primary key,
  invoice_id integer not null references invoice (id),
  position integer not null,
  kind text not null check (${oneOf('kind', 'line', 'shipping', 'deposit')}),
  order_id integer not null references sales_order (id),
  order_line_id integer references order_line (id),
  original_line_id integer references invoice_line (id),
  -- of a final invoice: the line of the deposit that is taken off, below zero
  deposit_line_id integer references invoice_line (id) check (deposit_line_id is null or kind = 'deposit'),
  quantity integer not null check (quantity >= 0),
  discount_minor integer not null default 0,
  tax_code text not null,
  tax_ppm integer not null,
  net_minor integer not null,
  tax_minor integer not null,
  -- of tax_minor: what rounding once for several orders has added to what the order by itself would say
  tax_rounding_minor integer not null default 0,
  unique (invoice_id, position)
) strict;
-- what the tax authority has given a document when it was reported there: 승인번호, 发票号码
create table invoice_registration (
  id integer primary key references invoice (id),
  registration text not null unique,
  actor text not null,
  at text not null
) strict;
create index invoice_line_order on invoice_line (order_id);
create index invoice_line_deposit on invoice_line (deposit_line_id) where deposit_line_id is not null;
create index invoice_line_order_line on invoice_line (order_line_id) where order_line_id is not null;
create index invoice_line_original on invoice_line (original_line_id) where original_line_id is not null;

create table goods_return (
  id integer primary key,
  order_id integer not null references sales_order (id),
  state text not null check (${oneOf('state', 'asked', 'received', 'cancelled')}),
  reason text not null,
  -- what the goods that came back had cost, and what of it was paid back
  value_minor integer not null default 0 check (value_minor between 0 and 9007199254740991),
  refund_minor integer not null default 0 check (refund_minor between 0 and 9007199254740991),
  actor text not null,
  at text not null,
  business_date text not null,
  received_on text,
  check ((received_on is not null) = (state = 'received'))
) strict;
create index goods_return_order on goods_return (order_id);
create index goods_return_asked on goods_return (id) where state = 'asked';

create table goods_return_line (
  id integer primary key,
  return_id integer not null references goods_return (id),
  order_line_id integer not null references order_line (id),
  asked_quantity integer not null check (asked_quantity > 0),
  received_quantity integer not null default 0 check (received_quantity between 0 and asked_quantity),
  resellable_quantity integer not null default 0 check (resellable_quantity between 0 and received_quantity),
  -- came back before it was invoiced, and never will be
  uninvoiced_quantity integer not null default 0 check (uninvoiced_quantity between 0 and received_quantity),
  -- what an invoice of these would have said: no credit note takes it back
  uninvoiced_net_minor integer not null default 0,
  uninvoiced_tax_minor integer not null default 0,
  location_id integer references location (id)
) strict;
create index goods_return_line_return on goods_return_line (return_id);
create index goods_return_line_order_line on goods_return_line (order_line_id);

-- what a shop takes off; its code is its name, also where it needs none to be said
create table promotion (
  id integer primary key,
  code text not null unique,
  name text not null default '',
  automatic integer not null check (automatic in (0, 1)),
  kind text not null check (${oneOf('kind', 'percent', 'amount', 'price', 'gift', 'shipping')}),
  class text not null check (${oneOf('class', 'line', 'order', 'shipping')}),
  rate_ppm integer check (rate_ppm between 1 and 1000000),
  amount_minor integer check (amount_minor between 1 and 9007199254740991),
  price_micros integer check (price_micros between 0 and 9007199254740991),
  buy integer check (buy > 0),
  get integer check (get > 0),
  most_times integer check (most_times > 0),
  most_minor integer check (most_minor > 0),
  starts_on text,
  last_on text check (last_on >= starts_on),
  minimum_minor integer check (minimum_minor > 0),
  minimum_quantity integer check (minimum_quantity > 0),
  -- of what and for whom: lists of products, channels, groups, countries
  scope text not null check (json_valid(scope)),
  uses integer check (uses > 0),
  uses_per_customer integer check (uses_per_customer > 0),
  -- the classes whose promotions it goes together with
  combines text not null check (json_valid(combines)),
  priority integer not null default 0,
  ended_on text,
  -- orders that have it and are not cancelled: a copy
  use_count integer not null default 0 check (use_count >= 0),
  created_at text not null,
  updated_at text not null
) strict;

-- orders whose prices the shop makes: which codes were said, and whether promotions without a code are for it. An order
-- that a channel has priced has no row
create table order_pricing (
  order_id integer primary key references sales_order (id),
  codes text not null default '[]' check (json_valid(codes)),
  automatic integer not null default 1 check (automatic in (0, 1))
) strict;

-- what each promotion gave to each line, or to freight (no line): the discount of the line, or the freight, was so much
-- before it
create table order_promotion (
  id integer primary key,
  order_id integer not null references sales_order (id),
  promotion_id integer not null references promotion (id),
  line_id integer references order_line (id),
  before_minor integer not null check (before_minor >= 0),
  amount_minor integer not null check (amount_minor > 0),
  unique (order_id, promotion_id, line_id)
) strict;
create index order_promotion_promotion on order_promotion (promotion_id, order_id);
create index order_promotion_line on order_promotion (line_id) where line_id is not null;

-- what products have cost, each from an instant on
create table product_price (
  id integer primary key,
  product_id integer not null references product (id),
  since_at text not null,
  unit_price_micros integer check (unit_price_micros between 0 and 9007199254740991)
) strict;
create index product_price_product on product_price (product_id, id);
create trigger product_price_first after insert on product when new.unit_price_micros is not null
begin insert into product_price (product_id, since_at, unit_price_micros) values (new.id, new.created_at, new.unit_price_micros); end;
create trigger product_price_changed after update of unit_price_micros on product when new.unit_price_micros is not old.unit_price_micros
begin insert into product_price (product_id, since_at, unit_price_micros) values (new.id, new.updated_at, new.unit_price_micros); end;

-- append-only: the ledger, the history, payments and issued documents
create trigger movement_no_update before update on movement begin select raise(abort, 'movement is append-only'); end;
create trigger movement_no_delete before delete on movement begin select raise(abort, 'movement is append-only'); end;
create trigger event_no_update before update on event begin select raise(abort, 'event is append-only'); end;
create trigger event_no_delete before delete on event begin select raise(abort, 'event is append-only'); end;
create trigger payment_move_no_update before update on payment_move begin select raise(abort, 'payment is append-only'); end;
create trigger payment_move_no_delete before delete on payment_move begin select raise(abort, 'payment is append-only'); end;
create trigger payment_no_update before update on payment begin select raise(abort, 'payment is append-only'); end;
-- what a batch booked goes with it when it is undone
create trigger payment_no_delete before delete on payment
when not exists (select 1 from batch where batch.id = old.batch_id and batch.undone_at is not null)
begin select raise(abort, 'payment is append-only'); end;
create trigger invoice_no_delete before delete on invoice begin select raise(abort, 'an issued document is never deleted'); end;
create trigger invoice_frozen before update on invoice
when not (
  new.id is old.id and new.kind is old.kind and new.series_id is old.series_id and new.sequence is old.sequence
  and new.number is old.number and new.form is old.form and new.shipment_id is old.shipment_id
  and new.return_id is old.return_id and new.original_id is old.original_id and new.issued_at is old.issued_at
  and new.issued_on is old.issued_on and new.due_on is old.due_on and new.currency is old.currency
  and new.language is old.language and new.prices_include_tax is old.prices_include_tax and new.rounding is old.rounding
  and new.tax_basis is old.tax_basis and new.net_minor is old.net_minor and new.tax_minor is old.tax_minor
  and new.total_minor is old.total_minor and new.reason is old.reason and new.reissue is old.reissue and new.snapshot_hash is old.snapshot_hash
  and new.previous_hash is old.previous_hash and new.chain_hash is old.chain_hash and new.actor is old.actor
  and new.retain_until is old.retain_until
  and (new.snapshot is old.snapshot or new.snapshot is null)
  and (new.snapshot_salt is old.snapshot_salt or new.snapshot_salt is null)
  and (new.pdf_sha256 is old.pdf_sha256 or old.pdf_sha256 is null)
) begin select raise(abort, 'an issued document is never changed'); end;
create trigger invoice_registration_no_update before update on invoice_registration begin select raise(abort, 'a registration is never changed'); end;
create trigger invoice_line_no_update before update on invoice_line begin select raise(abort, 'an issued document is never changed'); end;
create trigger invoice_line_no_delete before delete on invoice_line begin select raise(abort, 'an issued document is never deleted'); end;
`;
