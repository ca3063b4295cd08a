import { Access } from '../../src/access/access.ts';
import { RateLimit } from '../../src/access/rate-limit.ts';

/** Access control that only has a gateway token. */
export const accessBy = (token: string): Access =>
  new Access(
    { heldKey: undefined, tokens: new Map([['gateway', token]]), policy: undefined },
    {
      verifier: undefined,
      rateLimit: new RateLimit(undefined, Date.now),
      limits: { perMinute: 480, perHour: 4_800 },
      replacesKey: false,
      isKnown: () => false,
      now: Date.now,
    },
  );
