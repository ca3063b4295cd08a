import type { Firing } from '../firing.ts';
import { markOf } from '../records/record.ts';

/** The longest comment that PostHog stores, in characters. */
const LONGEST = 4_000;

/** The least of a reason that is worth writing. */
const LEAST = 200;

/** What a guard has done with an action, as the rest of a sentence about the guard. */
export function whatWasDone(action: Firing['action'], variant: string | null): string {
  switch (action) {
    case 'PAUSE':
      return 'paused the experiment';
    case 'END':
      return 'ended the experiment';
    case 'SHIP':
      return `shipped "${variant ?? ''}"`;
    default:
      return 'fired';
  }
}

/** As an action leaves an experiment. */
const LEFT = { NOTIFY: 'unchanged', PAUSE: 'paused', END: 'ended', SHIP: 'ended' } as const;

/** The line that a firing adds to the conclusion comment: when, which guard, why, and what is known to have been done. */
export function commentLine(firing: Firing): string {
  const { id, at, guard, action, variant, outcome, because } = firing;
  const what =
    outcome === 'ALREADY_DONE'
      ? `fired, and the experiment was found ${LEFT[action]}, by this guard or by somebody else`
      : whatWasDone(action, variant);
  return `${at}: the guard "${guard}" (${markOf(id)}) ${what}. ${because}`;
}

/** Whether a comment has the line of a firing. */
export const hasLine = (comment: string | null, id: string): boolean =>
  comment?.includes(`(${markOf(id)})`) ?? false;

/**
 * The comment with a line behind what people wrote, which is never shortened; the line is, where it does not fit.
 * @returns undefined where there is no room for a line that would say anything
 */
export function withLine(comment: string | null, line: string): string | undefined {
  const before = comment?.trim() ? `${comment}\n\n` : '';
  const room = LONGEST - before.length;
  if (line.length <= room) return before + line;
  return room < LEAST ? undefined : `${before}${line.slice(0, room - 1).toWellFormed()}…`;
}
