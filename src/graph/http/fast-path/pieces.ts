/** The pieces of the fast path (README.md), each of which can be left out. */
export interface FastPathPieces {
  /** Requests are answered from Node's HTTP objects. */
  readonly http: boolean;
  /** Documents that come again are run by graphql-jit. */
  readonly compiled: boolean;
  /** Whole answers are cached, and identical queries in flight are run once; does nothing without `http`. */
  readonly responses: boolean;
}

/** The default. */
export const allPieces: FastPathPieces = { http: true, compiled: true, responses: true };
