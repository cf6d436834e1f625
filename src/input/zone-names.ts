// Time zones as exports name them → IANA names, or the offset from UTC.

const offsets: Readonly<Record<string, string>> = {
  Z: '+00:00',
  UTC: '+00:00',
  GMT: '+00:00',
  BST: '+01:00',
  WET: '+00:00',
  WEST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  MEZ: '+01:00',
  MESZ: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  AKST: '-09:00',
  AKDT: '-08:00',
  HST: '-10:00',
  JST: '+09:00',
  KST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
};
const zones: Readonly<Record<string, string>> = {
  'Eastern Time (US & Canada)': 'America/New_York',
  'Central Time (US & Canada)': 'America/Chicago',
  'Mountain Time (US & Canada)': 'America/Denver',
  'Pacific Time (US & Canada)': 'America/Los_Angeles',
  Arizona: 'America/Phoenix',
  Alaska: 'America/Anchorage',
  Hawaii: 'Pacific/Honolulu',
  'Atlantic Time (Canada)': 'America/Halifax',
  London: 'Europe/London',
  Dublin: 'Europe/Dublin',
  Madrid: 'Europe/Madrid',
  Paris: 'Europe/Paris',
  Tokyo: 'Asia/Tokyo',
  Sydney: 'Australia/Sydney',
  Melbourne: 'Australia/Melbourne',
};

/** "PDT" → "-07:00"; undefined for an abbreviation that is not known. (CST is the American one.) */
export function offsetNamed(text: string): string | undefined {
  return offsets[text.toUpperCase()];
}

/** "Pacific Time (US & Canada)" → "America/Los_Angeles"; an IANA name is itself. */
export function zoneNamed(text: string): string {
  return zones[text] ?? text;
}
