import type { FuzzTarget } from './target.ts';
import { writes } from './writes/target.ts';

/** Every fuzz target, in the order they run. */
export const targets: readonly FuzzTarget[] = [writes];
