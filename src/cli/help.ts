// Topics of `oms help <topic>`.

export const helpTopics: Readonly<Record<string, string>> = {
  'exit-codes': `
0    done, or nothing to do
1    refused: a rule, the data, not found; everything was refused
2    usage: a flag or argument is missing or wrong
3    partly done: some refused, the rest done
4    try again or mend the environment: busy, disk full, no shop, newer shop
70   a bug in oms
130  interrupted

With --json a failure is one line on stderr: {"error":{"code","message","hint","details"}}.
`,
  environment: `
OMS_DB          the shop's folder or its oms.db, where --db is not given
OMS_LANG        language of the words: en, es, ko, ja, zh
OMS_ACTOR       who is acting, for the history (default: the user's name)
OMS_NO_INPUT    never ask, as --no-input
OMS_<SETTING>   overrides a setting: OMS_TIME_ZONE for time-zone
NO_COLOR        no colours
OMS_DEBUG       the stack of a bug
`,
  ids: `
Own ids show their kind: O12 an order, S7 a shipment, R3 a return, B2 a batch, C5 a customer, P9 a payment.
Any case and full-width digits work. A channel's own order number works where it is unique, else channel:number.
Verbs that act take ids, "-" for ids on stdin (one per line), --all, or a filter. --ids prints just the ids:

  oms order list --state new --ids | oms order confirm -
`,
  'plain-csv': `
oms's own CSV for orders, as a spreadsheet writes it: one row for each line of an order, column names in the first row.
"order", "sku" and "quantity" are needed; the rest may be left out. Rows with the same order number are one order.

  order,sku,quantity,name,address1,city,postcode,country,unit_price,shipping,payment
  1001,MUG-01,2,Ada Quill,1 Hill Lane,York,YO1 7AA,GB,12.50,3.95,paid
  1001,CUP-02,1,,,,,,8.00,,

order        the channel's order number: text, so "00123" stays "00123"
sku          the product; one the shop does not know is a problem of the order
quantity     a whole number from 1 on
date         2026-03-01, 2026/3/1, 2026. 3. 1., 2026年3月1日, with a time "2026-03-01 09:30" (default: today);
             31/3/2026 and 3/31/2026 as all dates of the file fit
channel      whose order it is (default: --channel, else "plain")
email, name, phone, company, address1, address2, city, region, postcode
             who ordered and where it goes
first_name, last_name
             in place of name, or beside it: "Nombre" and "Apellidos", "Name" and "Vorname", 姓 and 名
country      a code or a name (default: the shop's country)
item         what the line is called (default: the product's name)
unit_price   price of one (default: the product's); with or without tax, as the shop's own prices are; at most six
             decimals, and none where the currency has none (KRW, JPY)
discount     taken off the line, all its pieces together
tax_rate     21, 21% or 0.5: per cent (default: by the product's tax category)
shipping     freight of the whole order, once or the same on every row
status       cancelled, shipped or completed (then it is history), hold, open, processing, paid, unpaid; any other word holds
             the order (default: open)
currency     EUR, KRW … (default: the shop's)
payment      how it is paid, such as "bank transfer"; or "paid", "unpaid"
note         anything; card numbers in it are cut to their last four digits

What "oms order export" says besides, and any file may say:

bill_name, bill_company, bill_email, bill_phone, bill_address1, bill_address2, bill_city, bill_region, bill_postcode,
bill_country, bill_tax_id
             who pays, where it is somebody else
tax_id       of who ordered
customer_id  the channel's id of the customer
line         the channel's id of the line
variant_sku  which product is meant, where sku is a code that all variants share
line_amount  the price of all pieces of the line together, before its discount, where it is no unit_price times quantity
shippable    no: digital, a gift card (default: yes, but for services)
parcel       of an order to several addresses: rows with a number have the address of their own parcel beside it, rows
             without one go where the order's first row goes
tax_code     S, AA, Z, E, AE, K, G, O, L, M (UNCL5305), beside tax_rate
order_discount, order_total
             taken off the whole order; what it sums to, which is checked
prices_include_tax, shipping_tax_rate, shipping_tax_code
             yes or no; how freight is taxed (default: as the shop has it)
paid_amount, refunded_amount
             what has been paid and given back
channel_status
             the channel's own words, kept for people
channel_codes
             codes of the channel's promotions, kept for people: they are in its prices already
country      "none": not known

Names are known in English, Spanish, Korean, Japanese and Chinese; capitals, accents, spaces, "_" and "-" make no
difference, nor do dots, "#" and colons, or a remark in brackets ("E-mail (main)") but behind addresses, amounts and quantities.
A column that is none of these is told and left out. Cells are divided by comma, semicolon or tab.
Amounts are 1234.50 or 1234,50; "1,234" could be both and is refused. UTF-8, with or without a byte order mark, or
UTF-16 with one; CP949, CP932, GB18030 and Big5 where a needed column has its name in Korean, Japanese or Chinese.

What belongs to the order (all but sku, item, quantity, unit_price, discount, tax_rate) may be empty after its first row,
or has to be the same on every one; notes are put together. Rows of an order need not stand together (at most 50,000
rows may wait for the rest of theirs).

  oms order import orders.csv --dry-run
`,
};
