/** Time limits and intervals of a store in Redis, in milliseconds. */
export interface RedisTimes {
  /** A command that takes longer fails, and the store counts as down. */
  readonly commandMs: number;
  /** Opening a connection, with its handshake. */
  readonly openMs: number;
  /** How long a start waits for Redis before it goes on without. */
  readonly startMs: number;
  /** Between two checks of a store that is up, each of which also counts the replicas. */
  readonly checkMs: number;
  /** A replica that did not check for so long is no longer counted. */
  readonly lifeMs: number;
  /** Before the first and, at most, before each later attempt of a store that is down. */
  readonly retryMs: { readonly first: number; readonly most: number };
}

export const redisTimes: RedisTimes = {
  commandMs: 250,
  openMs: 1_500,
  startMs: 1_000,
  checkMs: 2_000,
  lifeMs: 30_000,
  retryMs: { first: 50, most: 2_000 },
};
