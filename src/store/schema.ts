// The tables as Kysely sees them; the truth is in migrations/. Flags are 0 or 1, instants UTC text, amounts minor units.
import type { Generated } from 'kysely';
import type { RecordKind } from '../domain/import/record.ts';
import type { DocumentForm } from '../domain/invoice/document.ts';
import type { InvoiceRule } from '../domain/order/axes.ts';

export interface SettingTable {
  key: string;
  value: string;
  updated_at: string;
}

export interface EventTable {
  id: Generated<number>;
  at: string;
  business_date: string;
  actor: string;
  command: string;
  entity_kind: string;
  entity_id: number;
  action: string;
  fields: Generated<string>;
  batch_id: number | null;
}

export interface CommandKeyTable {
  key: string;
  command: string;
  fingerprint: string;
  result: string;
  at: string;
}

export interface TaxRateTable {
  id: Generated<number>;
  country: string;
  region: Generated<string>;
  category: string;
  code: string;
  rate_ppm: number;
  surcharge_ppm: Generated<number>;
  valid_from: string;
  valid_to: string | null;
}

export interface LocationTable {
  id: Generated<number>;
  code: string;
  name: string;
  country: Generated<string>;
  region: Generated<string>;
  priority: Generated<number>;
  active: Generated<number>;
}

export interface ProductTable {
  id: Generated<number>;
  sku: string;
  name: string;
  kind: 'goods' | 'service' | 'kit' | 'capacity';
  gtin: string | null;
  unit_price_micros: number | null;
  tax_category: Generated<string>;
  weight_grams: number | null;
  unit: Generated<string>;
  bin: string | null;
  reorder_point: number | null;
  buffer: Generated<number>;
  available_from: string | null;
  hs_code: string | null;
  origin_country: string | null;
  lots: Generated<number>;
  expiry_days: number | null;
  active: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface ProductPartTable {
  product_id: number;
  part_id: number;
  quantity: number;
}

export interface ProductAliasTable {
  id: Generated<number>;
  channel_id: number;
  code: string;
  product_id: number;
  quantity: Generated<number>;
}

export interface ChannelTable {
  id: Generated<number>;
  name: string;
  profile: string | null;
  invoice_rule: InvoiceRule | null;
  created_at: string;
}

export interface CustomerTable {
  id: Generated<number>;
  name: string;
  email: string | null;
  email_key: string | null;
  phone: string | null;
  company: string | null;
  tax_id: string | null;
  language: string | null;
  note: string | null;
  payment_preference: string | null;
  consent: 'given' | 'refused' | null;
  consent_on: string | null;
  party_id: number | null;
  merged_into: number | null;
  erased_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface CustomerContactTable {
  id: Generated<number>;
  customer_id: number;
  label: string;
  name: Generated<string>;
  email: string | null;
  phone: string | null;
}

export interface CustomerAddressTable {
  id: Generated<number>;
  customer_id: number;
  label: string;
  party_id: number;
}

export interface CustomerTagTable {
  tag: string;
  customer_id: number;
}

export interface CustomerNoteTable {
  id: Generated<number>;
  customer_id: number;
  text: string;
  actor: string;
  at: string;
}

export interface CustomerIdentityTable {
  channel_id: number;
  external_id: string;
  customer_id: number;
}

export interface PartyTable {
  id: Generated<number>;
  name: Generated<string>;
  company: string | null;
  email: string | null;
  phone: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  region: string | null;
  postcode: string | null;
  country: string | null;
  tax_id: string | null;
}

export interface BatchTable {
  id: Generated<number>;
  command: string;
  channel_id: number | null;
  started_at: string;
  finished_at: string | null;
  strict: Generated<number>;
  opening: string | null;
  records: Generated<RecordKind | null>;
  options: Generated<string>;
  actor: string;
  counts: Generated<string>;
  undone_at: string | null;
}

export interface BatchFileTable {
  id: Generated<number>;
  batch_id: number;
  name: string;
  sha256: string;
  bytes: number;
  profile: string;
  profile_hash: Generated<string>;
  channel_id: number | null;
  encoding: string;
  header: Generated<string>;
  counts: Generated<string>;
  exported_at: string | null;
  read_again: Generated<number>;
}

export interface BatchChangeTable {
  id: Generated<number>;
  batch_id: number;
  order_id: number;
  former_file_id: number | null;
  former_row_from: number | null;
  former_row_to: number | null;
  former_hash: string | null;
  former_said_at: string | null;
  former_said_by: string | null;
  former: string | null;
}

export interface QuarantineTable {
  id: Generated<number>;
  batch_id: number;
  batch_file_id: number;
  channel_id: number | null;
  external_id: string;
  row_from: number;
  row_to: number;
  reasons: string;
  cells: string;
  cleared_by: number | null;
  discard_reason: string | null;
}

export interface SalesOrderTable {
  id: Generated<number>;
  channel_id: number;
  external_id: string | null;
  lasting_id: string | null;
  number: string;
  customer_id: number | null;
  ship_party_id: number | null;
  bill_party_id: number | null;
  state: Generated<'new' | 'confirmed' | 'completed' | 'cancelled'>;
  history: Generated<number>;
  ordered_at: string;
  ordered_on: string;
  currency: string;
  prices_include_tax: number;
  rounding: string;
  tax_basis: 'document' | 'line';
  discount_minor: Generated<number>;
  shipping_minor: Generated<number>;
  shipping_tax_code: Generated<string>;
  shipping_tax_ppm: Generated<number>;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  channel_total_minor: number | null;
  payment_method: string | null;
  channel_state: string | null;
  note: string | null;
  priority: Generated<number>;
  payment_state: Generated<'unpaid' | 'partly-paid' | 'paid' | 'partly-refunded' | 'refunded'>;
  fulfilment_state: Generated<
    'unreserved' | 'backordered' | 'reserved' | 'picking' | 'packed' | 'partly-shipped' | 'shipped' | 'delivered'
  >;
  return_state: Generated<'none' | 'asked' | 'partly-returned' | 'returned'>;
  invoice_state: Generated<'none' | 'partly-invoiced' | 'invoiced'>;
  error_count: Generated<number>;
  warning_count: Generated<number>;
  hold_count: Generated<number>;
  paid_minor: Generated<number>;
  refunded_minor: Generated<number>;
  credited_minor: Generated<number>;
  uncredited_minor: Generated<number>;
  batch_file_id: number | null;
  row_from: number | null;
  row_to: number | null;
  content_hash: string | null;
  said_at: string | null;
  said_by: string | null;
  created_at: string;
  updated_at: string;
}

export interface OrderLineTable {
  id: Generated<number>;
  order_id: number;
  position: number;
  external_id: string | null;
  sku: Generated<string>;
  variant: string | null;
  product_id: number | null;
  name: string;
  quantity: number;
  pieces: Generated<number>;
  cancelled_quantity: Generated<number>;
  unit_price_micros: number;
  discount_minor: Generated<number>;
  tax_code: Generated<string>;
  tax_ppm: Generated<number>;
  shippable: Generated<number>;
  price_assumed: Generated<number>;
  tax_assumed: Generated<number>;
  net_minor: number;
  tax_minor: number;
}

export interface ChannelValueTable {
  order_id: number;
  line_id: Generated<number>;
  field: string;
  value: string | null;
}

export interface ChannelConflictTable {
  order_id: number;
  field: string;
  value: string | null;
  why: 'late' | 'undated';
}

export interface ProblemTable {
  id: Generated<number>;
  order_id: number;
  line_id: number | null;
  code: string;
  severity: 'error' | 'warning';
  field: Generated<string>;
  details: Generated<string>;
  found_at: string;
}

export interface OrderWaiverTable {
  id: Generated<number>;
  order_id: number;
  code: string;
  seen: string;
  reason: string;
  actor: string;
  at: string;
}

export interface HoldTable {
  id: Generated<number>;
  order_id: number;
  code: string;
  reason: Generated<string>;
  actor: string;
  at: string;
  until: string | null;
  released_at: string | null;
  released_by: string | null;
  /** 1: it comes back when the money does not stay. */
  lifted_by_payment: Generated<number>;
}

export interface ApprovalRuleTable {
  id: Generated<number>;
  name: string;
  over_minor: number | null;
  currency: string;
  discount_percent: number | null;
  new_customer: Generated<number>;
  countries: string | null;
  channel: string | null;
  /** string[][]: one after the other, whoever of these; an empty one is anybody. */
  approvers: string;
  actor: string;
  created_at: string;
  updated_at: string;
  ended_at: string | null;
}

export interface ApprovalTable {
  id: Generated<number>;
  order_id: number;
  rule_id: number;
  decision: 'approved' | 'rejected';
  note: Generated<string>;
  seen: string;
  actor: string;
  at: string;
}

export interface CancellationTable {
  id: Generated<number>;
  order_id: number;
  reason: string;
  actor: string;
  at: string;
  resumed_at: string | null;
}

/** `quantity` below zero: taken up again. */
export interface LineCancellationTable {
  id: Generated<number>;
  order_id: number;
  order_line_id: number;
  quantity: number;
  discount_minor: Generated<number>;
  order_discount_minor: Generated<number>;
  credited_quantity: Generated<number>;
  credited_minor: Generated<number>;
  reason: string;
  actor: string;
  at: string;
}

export interface OrderTermsTable {
  order_id: number;
  requested_on: string | null;
  purchase_number: string | null;
  payment_days: number | null;
  carrier: string | null;
  service: string | null;
}

export interface OrderLinePartyTable {
  order_line_id: number;
  order_id: number;
  party_id: number;
}

export interface OrderChannelCodeTable {
  order_id: number;
  code: string;
}

export interface OrderOriginTable {
  order_id: number;
  origin_id: number;
  kind: 'split' | 'copy';
}

export interface OrderTagTable {
  tag: string;
  order_id: number;
}

export interface OrderNoteTable {
  id: Generated<number>;
  order_id: number;
  text: string;
  actor: string;
  at: string;
}

export interface OrderCaseTable {
  id: Generated<number>;
  order_id: number;
  kind: 'complaint' | 'question';
  text: string;
  actor: string;
  at: string;
  business_date: string;
  closed_at: string | null;
  closed_by: string | null;
  resolution: Generated<string>;
}

export interface OrderCaseNoteTable {
  id: Generated<number>;
  case_id: number;
  text: string;
  actor: string;
  at: string;
}

/** An index of words without what it is of; `rank` takes its commands. */
export interface SearchTable {
  rowid: number;
  text: string;
}

export interface SearchMarkTable {
  kind: 'order' | 'customer';
  upto: number;
}

export interface SearchStaleTable {
  kind: 'order' | 'customer';
  id: number;
}

export interface SavedFilterTable {
  name: string;
  flags: string;
  actor: string;
  at: string;
}

export interface StockLotTable {
  id: Generated<number>;
  product_id: number;
  code: string;
  expires_on: string | null;
  created_at: string;
}

export interface MovementTable {
  id: Generated<number>;
  kind: 'receive' | 'ship' | 'return' | 'adjust' | 'count' | 'transfer' | 'assemble';
  product_id: number;
  location_id: number;
  lot_id: number | null;
  quantity: number;
  unavailable: Generated<number>;
  unit_cost_micros: number | null;
  cause_kind: Generated<'person' | 'shipment' | 'return' | 'purchase' | 'batch' | 'movement'>;
  cause_id: number | null;
  reason: Generated<string>;
  actor: string;
  at: string;
  business_date: string;
}

export interface StockLevelTable {
  product_id: number;
  location_id: number;
  on_hand: Generated<number>;
  unavailable: Generated<number>;
  reserved: Generated<number>;
}

export interface LotLevelTable {
  lot_id: number;
  location_id: number;
  on_hand: Generated<number>;
  unavailable: Generated<number>;
  reserved: Generated<number>;
}

export interface ReservationTable {
  id: Generated<number>;
  order_line_id: number;
  product_id: number;
  location_id: number;
  lot_id: number | null;
  quantity: number;
  priority: Generated<number>;
  promised_on: string | null;
  expires_at: string | null;
  created_at: string;
}

export interface OrderLinePartTable {
  order_line_id: number;
  product_id: number;
  quantity: number;
}

export interface BackorderTable {
  order_id: number;
  since: string;
}

export interface OrderPartialTable {
  order_id: number;
  allowed: number;
}

export interface SupplierTable {
  id: Generated<number>;
  name: string;
  email: string | null;
  phone: string | null;
  currency: string;
  lead_days: number | null;
  active: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface SupplierOfferTable {
  id: Generated<number>;
  supplier_id: number;
  product_id: number;
  currency: string;
  unit_cost_micros: number;
  minimum: Generated<number>;
  pack: Generated<number>;
  lead_days: number | null;
}

export interface PurchaseTable {
  id: Generated<number>;
  supplier_id: number;
  state: 'draft' | 'sent' | 'received' | 'cancelled';
  currency: string;
  expected_on: string | null;
  sent_on: string | null;
  actor: string;
  business_date: string;
  created_at: string;
  updated_at: string;
}

export interface PurchaseLineTable {
  id: Generated<number>;
  purchase_id: number;
  product_id: number;
  location_id: number;
  quantity: number;
  received_quantity: Generated<number>;
  unit_cost_micros: number | null;
}

export interface LowStockTable {
  product_id: number;
  told_at: string;
}

export interface PaymentTable {
  id: Generated<number>;
  order_id: number;
  kind: 'payment' | 'refund';
  amount_minor: number;
  currency: string;
  method: string;
  reference: string | null;
  return_id: number | null;
  batch_id: number | null;
  paid_on: string;
  at: string;
  actor: string;
}

export interface PaymentMoveTable {
  id: Generated<number>;
  from_order_id: number;
  to_order_id: number;
  amount_minor: number;
  currency: string;
  business_date: string;
  at: string;
  actor: string;
}

export interface ShipmentTable {
  id: Generated<number>;
  order_id: number;
  state: 'open' | 'shipped' | 'delivered' | 'cancelled';
  party_id: number | null;
  with_id: number | null;
  carrier: string | null;
  service: string | null;
  shipped_at: string | null;
  shipped_on: string | null;
  actor: string;
  created_at: string;
  updated_at: string;
}

export interface ParcelTable {
  id: Generated<number>;
  shipment_id: number;
  number: number;
  weight_grams: number | null;
  tracking_number: string | null;
  labelled_at: string | null;
  sscc: string | null;
}

export interface SsccSeriesTable {
  extension: string;
  prefix: string;
  next: number;
}

export interface PrintJobTable {
  id: Generated<number>;
  kind: string;
  format: 'pdf' | 'zpl';
  printer: string;
  tray: string | null;
  paper: string | null;
  copies: number;
  state: 'waiting' | 'sent' | 'failed' | 'cancelled';
  request: string | null;
  cause: string | null;
  actor: string;
  created_at: string;
  updated_at: string;
}

export interface PrintFileTable {
  job_id: number;
  position: number;
  path: string;
  pages: number;
  sha256: string;
}

export interface PrintItemTable {
  job_id: number;
  document: string;
  fingerprint: string;
}

export interface ShipmentLineTable {
  id: Generated<number>;
  shipment_id: number;
  order_line_id: number;
  product_id: number | null;
  location_id: number | null;
  lot_id: number | null;
  quantity: number;
}

export interface NumberSeriesTable {
  id: Generated<number>;
  kind: 'invoice' | 'credit-note';
  year: number;
  prefix: string;
  next: Generated<number>;
  last_issued_on: string | null;
}

export interface InvoiceTable {
  id: Generated<number>;
  kind: 'invoice' | 'credit-note';
  series_id: number;
  sequence: number;
  number: string;
  form: DocumentForm;
  shipment_id: number | null;
  return_id: number | null;
  original_id: number | null;
  issued_at: string;
  issued_on: string;
  due_on: string | null;
  currency: string;
  language: string;
  prices_include_tax: number;
  rounding: string;
  tax_basis: string;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  reason: string | null;
  reissue: Generated<number>;
  snapshot: string | null;
  snapshot_salt: string | null;
  snapshot_hash: string;
  previous_hash: string;
  chain_hash: string;
  pdf_sha256: string | null;
  retain_until: string | null;
  actor: string;
}

export interface InvoiceLineTable {
  id: Generated<number>;
  invoice_id: number;
  position: number;
  kind: 'line' | 'shipping' | 'deposit';
  order_id: number;
  order_line_id: number | null;
  original_line_id: number | null;
  deposit_line_id: number | null;
  quantity: number;
  discount_minor: Generated<number>;
  tax_code: string;
  tax_ppm: number;
  net_minor: number;
  tax_minor: number;
  tax_rounding_minor: Generated<number>;
}

export interface InvoiceRegistrationTable {
  /** The document's. */
  id: number;
  registration: string;
  actor: string;
  at: string;
}

export interface GoodsReturnTable {
  id: Generated<number>;
  order_id: number;
  state: 'asked' | 'received' | 'cancelled';
  reason: string;
  value_minor: Generated<number>;
  refund_minor: Generated<number>;
  actor: string;
  at: string;
  business_date: string;
  received_on: string | null;
}

export interface GoodsReturnLineTable {
  id: Generated<number>;
  return_id: number;
  order_line_id: number;
  asked_quantity: number;
  received_quantity: Generated<number>;
  resellable_quantity: Generated<number>;
  uninvoiced_quantity: Generated<number>;
  uninvoiced_net_minor: Generated<number>;
  uninvoiced_tax_minor: Generated<number>;
  location_id: number | null;
}

export interface PromotionTable {
  id: Generated<number>;
  code: string;
  name: Generated<string>;
  automatic: number;
  kind: 'percent' | 'amount' | 'price' | 'gift' | 'shipping';
  class: 'line' | 'order' | 'shipping';
  rate_ppm: number | null;
  amount_minor: number | null;
  price_micros: number | null;
  buy: number | null;
  get: number | null;
  most_times: number | null;
  most_minor: number | null;
  starts_on: string | null;
  last_on: string | null;
  minimum_minor: number | null;
  minimum_quantity: number | null;
  scope: string;
  uses: number | null;
  uses_per_customer: number | null;
  combines: string;
  priority: Generated<number>;
  ended_on: string | null;
  use_count: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface OrderPricingTable {
  order_id: number;
  codes: Generated<string>;
  automatic: Generated<number>;
}

export interface OrderPromotionTable {
  id: Generated<number>;
  order_id: number;
  promotion_id: number;
  line_id: number | null;
  before_minor: number;
  amount_minor: number;
}

export interface ProductPriceTable {
  id: Generated<number>;
  product_id: number;
  since_at: string;
  unit_price_micros: number | null;
}

export interface Schema {
  setting: SettingTable;
  event: EventTable;
  command_key: CommandKeyTable;
  tax_rate: TaxRateTable;
  location: LocationTable;
  product: ProductTable;
  product_part: ProductPartTable;
  product_alias: ProductAliasTable;
  channel: ChannelTable;
  customer: CustomerTable;
  customer_identity: CustomerIdentityTable;
  customer_contact: CustomerContactTable;
  customer_address: CustomerAddressTable;
  customer_tag: CustomerTagTable;
  customer_note: CustomerNoteTable;
  party: PartyTable;
  batch: BatchTable;
  batch_file: BatchFileTable;
  batch_change: BatchChangeTable;
  quarantine: QuarantineTable;
  sales_order: SalesOrderTable;
  order_line: OrderLineTable;
  channel_value: ChannelValueTable;
  channel_conflict: ChannelConflictTable;
  problem: ProblemTable;
  order_waiver: OrderWaiverTable;
  approval_rule: ApprovalRuleTable;
  approval: ApprovalTable;
  hold: HoldTable;
  cancellation: CancellationTable;
  line_cancellation: LineCancellationTable;
  order_terms: OrderTermsTable;
  order_line_party: OrderLinePartyTable;
  order_channel_code: OrderChannelCodeTable;
  order_origin: OrderOriginTable;
  order_tag: OrderTagTable;
  order_note: OrderNoteTable;
  order_case: OrderCaseTable;
  order_case_note: OrderCaseNoteTable;
  order_search: SearchTable;
  customer_search: SearchTable;
  search_mark: SearchMarkTable;
  search_stale: SearchStaleTable;
  saved_filter: SavedFilterTable;
  movement: MovementTable;
  stock_level: StockLevelTable;
  stock_lot: StockLotTable;
  lot_level: LotLevelTable;
  reservation: ReservationTable;
  order_line_part: OrderLinePartTable;
  backorder: BackorderTable;
  order_partial: OrderPartialTable;
  supplier: SupplierTable;
  supplier_offer: SupplierOfferTable;
  purchase: PurchaseTable;
  purchase_line: PurchaseLineTable;
  low_stock: LowStockTable;
  payment: PaymentTable;
  payment_move: PaymentMoveTable;
  shipment: ShipmentTable;
  parcel: ParcelTable;
  sscc_series: SsccSeriesTable;
  print_job: PrintJobTable;
  print_file: PrintFileTable;
  print_item: PrintItemTable;
  shipment_line: ShipmentLineTable;
  number_series: NumberSeriesTable;
  invoice: InvoiceTable;
  invoice_line: InvoiceLineTable;
  invoice_registration: InvoiceRegistrationTable;
  goods_return: GoodsReturnTable;
  goods_return_line: GoodsReturnLineTable;
  promotion: PromotionTable;
  order_pricing: OrderPricingTable;
  order_promotion: OrderPromotionTable;
  product_price: ProductPriceTable;
}
