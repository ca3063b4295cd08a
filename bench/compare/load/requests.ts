/** Requests that are all sent by POST. */
export interface Requests {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  /** How many are under way at once. */
  readonly connections: number;
}
