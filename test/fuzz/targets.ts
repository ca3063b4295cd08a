import { answers } from './answers/answers.ts';
import { documents } from './documents/target.ts';
import { heads } from './heads.ts';
import { rest } from './rest/target.ts';
import type { FuzzTarget } from './target.ts';
import { writesTarget } from './writes/target.ts';

/** All fuzz targets, in the order of execution. */
export const targets: readonly FuzzTarget[] = [documents, heads, answers, writesTarget, rest];
