import { diffLines } from 'diff';
import { stringify } from 'yaml';
import type { Change } from './directory-plan.ts';
import { printable } from './words.ts';

/** A line of a difference: added, removed or the same on both sides. */
export interface DifferenceLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** Lines of a value of a change, at most; the JSON of a plan has all. */
const MAX_LINES = 200;

const text = (value: unknown) =>
  value === null ? '' : stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/** The value before and after a change as YAML, line by line. */
export function differenceLines({ before, after }: Change): readonly DifferenceLine[] {
  const lines = diffLines(text(before), text(after)).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((line): DifferenceLine => ({
        sign: added ? '+' : removed ? '-' : ' ',
        text: printable(line),
      })),
  );
  if (lines.length <= MAX_LINES) return lines;
  const more = lines.length - MAX_LINES;
  return [...lines.slice(0, MAX_LINES), { sign: ' ', text: `… and ${more} more lines` }];
}

/** True for a change whose values fit on one line each. */
export function isShort({ before, after }: Change): boolean {
  return [before, after].every(
    (value) => typeof value !== 'object' || value === null || JSON.stringify(value).length <= 40,
  );
}

/** A value on one line, as JSON. */
export const inline = (value: unknown): string => printable(JSON.stringify(value) ?? 'null');
