import { isoformat } from './isoformat.ts';

/** A moment as DRF writes it: `2026-01-05T09:00:00Z`, six digits of fraction only when there are some. */
export const wireTime = (moment: Date | string): string => isoformat(moment).replace('+00:00', 'Z');
