import { CombinedGraphQLErrors } from '@apollo/client';
import { failureOf, titleOf } from '../graph/failure.ts';
import type { RefusedFragment } from './generated/graphql.ts';

/** Something that is wrong with a field, by its path in the input: `variants.1.key`. '' is the whole form. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** Why something was not done. */
export interface Refusal {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  /** False when no answer says whether it was done. */
  readonly isCertain: boolean;
  readonly faults: readonly Fault[];
}

/** The answer of a mutation: a payload, or why there is none. */
export type Outcome<Payload> = Payload | RefusedFragment | null | undefined;

/** Why a mutation was not performed; undefined when it was. */
export function refusalOf<Payload extends object>(outcome: Outcome<Payload>): Refusal | undefined {
  if (outcome == null)
    return {
      code: 'INTERNAL_SERVER_ERROR',
      title: 'No answer came',
      message: '',
      isCertain: false,
      faults: [],
    };
  if (!('code' in outcome)) return undefined;
  const { code, message } = outcome;
  return {
    code,
    title: 'faults' in outcome ? 'This was refused' : titleOf(code),
    message: messageOf(outcome, message),
    isCertain: true,
    faults: faultsOf(outcome),
  };
}

function messageOf(outcome: RefusedFragment, message: string): string {
  if (!('missingScopes' in outcome) || outcome.missingScopes.length === 0) return message;
  return `${message} The key lacks ${outcome.missingScopes.join(', ')}.`;
}

function faultsOf(outcome: RefusedFragment): Fault[] {
  if (!('faults' in outcome)) return [];
  if (outcome.faults.length === 0) return [{ path: outcome.path ?? '', message: outcome.message }];
  return outcome.faults.map(({ path, message }) => ({ path: path ?? '', message }));
}

/** Reads an error of the request itself: no answer, or an input that is not of the API's types. */
export function refusalOfError(error: unknown): Refusal {
  const { code, title, message } = failureOf(error);
  const faults = CombinedGraphQLErrors.is(error)
    ? error.errors.flatMap(({ message, extensions }) => {
        const path = pathOf(message, extensions?.['argument']);
        return path === undefined ? [] : [{ path, message }];
      })
    : [];
  // What is wrong with the input was found before anything was sent to PostHog.
  return { code, title, message, isCertain: faults.length > 0, faults };
}

/** GraphQL names the value in its sentence: `… at "input.variants[0].rolloutPercentage"`. */
function pathOf(message: string, argument: unknown): string | undefined {
  const named = typeof argument === 'string' ? argument : /at "(input[^"]*)"/.exec(message)?.[1];
  return named?.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^input\.?/, '');
}

/**
 * Faults by the rows of the form instead of the lists of the input: `metrics.0.mean.source.event` becomes
 * `metric.7.mean.source.event`.
 * @param rows ids of rows by the path in the input
 */
export function atRows(faults: readonly Fault[], rows: ReadonlyMap<string, string>): Fault[] {
  return faults.map(({ path, message }) => {
    const [list = '', index = '', ...rest] = path.split('.');
    const row = rows.get(`${list}.${index}`);
    return { path: row === undefined ? path : ['metric', row, ...rest].join('.'), message };
  });
}
