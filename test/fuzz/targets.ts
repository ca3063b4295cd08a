import { answers } from './answers/answers.ts';
import { documents } from './documents/target.ts';
import { heads } from './heads.ts';
import type { FuzzTarget } from './target.ts';
import { writesTarget } from './writes/target.ts';

/** Every fuzz target, in the order they run. */
export const targets: readonly FuzzTarget[] = [documents, heads, answers, writesTarget];
