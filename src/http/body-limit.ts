/** Bytes of the largest request body that any API reads; a compressed one is counted after decompression as well. */
export const MAX_BODY_BYTES = 1_000_000;
