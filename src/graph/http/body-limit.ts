/** Bytes of the largest request body read; a larger one is answered with 413. */
export const MAX_GRAPHQL_BODY_BYTES = 1_000_000;
