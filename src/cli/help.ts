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
};
