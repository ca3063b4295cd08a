import type { WritePart } from './multipart.ts';

/** Says that a subscription is still open; `{}` as a part. */
export const HEARTBEAT = Object.freeze({});

/**
 * The parts of a subscription as `subscriptionSpec=1.0` has them: an event in `payload`, an error that ends the
 * subscription beside a `payload` of null, and `{}` for a heartbeat.
 */
export const subscriptionPart =
  (write: WritePart): WritePart =>
  (part) => {
    if (part === HEARTBEAT) return '{}';
    return 'data' in part ? `{"payload":${write(part)}}` : write({ payload: null, ...part });
  };
