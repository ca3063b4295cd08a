import type { Firing } from '../firing.ts';
import { markOf } from '../records/record.ts';

/** The longest comment that PostHog stores, in characters. */
const LONGEST = 4_000;

/** The least of a reason that is worth writing. */
const LEAST = 200;

const DONE = {
  NOTIFY: 'fired',
  PAUSE: 'paused the experiment',
  END: 'ended the experiment',
  SHIP: 'shipped',
};

/** The line that a firing adds to the conclusion comment: when, which guard, what it did and why. */
export function commentLine({ id, at, guard, action, variant, because }: Firing): string {
  const what = action === 'SHIP' ? `${DONE.SHIP} "${variant ?? ''}"` : DONE[action];
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
