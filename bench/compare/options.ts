import { parseArgs } from 'node:util';
import type { SideName } from './rows.ts';

/** One side as it is asked for. */
export interface SideOptions {
  /** Anything that git resolves to a commit; the working tree when undefined. */
  readonly revision: string | undefined;
  /** Settings of the product in addition to those of the mode. */
  readonly env: Readonly<Record<string, string>>;
}

export const MODES = ['cold', 'shared', 'hot'] as const;
export type Mode = (typeof MODES)[number];

export const MEASURES = ['time', 'memory'] as const;
export type Measure = (typeof MEASURES)[number];

export interface CompareOptions {
  readonly sides: Readonly<Record<SideName, SideOptions>>;
  readonly scenarios: readonly string[];
  readonly modes: readonly Mode[];
  readonly measures: readonly Measure[];
  readonly rounds: number;
  /** Seconds of a run that is timed. */
  readonly seconds: number;
  /** Seconds of load before. */
  readonly warm: number;
  /** Where the results are written, seen from `bench`. */
  readonly out: string;
}

const text = (value: string) => ({ type: 'string', default: value }) as const;

/**
 * Reads the command line.
 * @param scenarios those there are
 * @throws Error a sentence about what cannot be read
 */
export function readOptions(args: readonly string[], scenarios: readonly string[]): CompareOptions {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      scenarios: text(scenarios.join(',')),
      modes: text(MODES.join(',')),
      measure: text(MEASURES.join(',')),
      rounds: text('5'),
      seconds: text('2'),
      warm: text('5'),
      out: text('results/compare.json'),
      'env-a': { type: 'string', multiple: true, default: [] },
      'env-b': { type: 'string', multiple: true, default: [] },
    },
  });
  if (positionals.length < 1 || positionals.length > 2)
    throw new Error('Name one or two revisions: npm run compare -- REV_A [REV_B].');
  return {
    sides: {
      a: { revision: positionals[0], env: environmentOf(values['env-a']) },
      b: { revision: positionals[1], env: environmentOf(values['env-b']) },
    },
    scenarios: chosen('scenario', values.scenarios, scenarios),
    modes: chosen('mode', values.modes, MODES),
    measures: chosen('measure', values.measure, MEASURES),
    rounds: wholeNumber('rounds', values.rounds),
    seconds: wholeNumber('seconds', values.seconds),
    warm: wholeNumber('warm', values.warm),
    out: values.out,
  };
}

function chosen<Name extends string>(what: string, list: string, known: readonly Name[]): Name[] {
  return list.split(',').map((word) => {
    const found = known.find((name) => name === word);
    if (found === undefined)
      throw new Error(`There is no ${what} ${word}; there are ${known.join(', ')}.`);
    return found;
  });
}

function wholeNumber(name: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${name} must be a whole number from 1 on.`);
  return Number(value);
}

function environmentOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new Error(`${pair} is no setting: write NAME=VALUE.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
