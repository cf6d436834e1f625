// Profiles as people see them: which formats can be read, and whose they are.

export interface ProfileView {
  readonly name: string;
  /** orders, products, stock, …; empty where it cannot be read. */
  readonly kind: string;
  /** Of a format of orders: whose they are where nobody says otherwise. */
  readonly channel: string;
  /** The shop's own win over the built-in ones of the same name. */
  readonly origin: 'built-in' | 'shop';
  readonly file: string;
  readonly mistakes: number;
}
