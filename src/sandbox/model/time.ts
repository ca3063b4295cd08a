import { isoformat } from './isoformat.ts';

/** Formats a time like DRF: `2026-01-05T09:00:00Z`, with a six-digit fraction if it is not zero. */
export const wireTime = (moment: Date | string): string => isoformat(moment).replace('+00:00', 'Z');
