import { documents } from './documents/target.ts';
import type { FuzzTarget } from './target.ts';

/** Every fuzz target, in the order they run. */
export const targets: readonly FuzzTarget[] = [documents];
