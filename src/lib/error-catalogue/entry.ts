/** What an error says: what happened is the message; the remedy is what to do about it. */
export interface CatalogueEntry {
  /** `{name}` is replaced by the detail of that name. */
  readonly message: string;
  readonly remedy: string;
}
