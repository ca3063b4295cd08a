import type { WritingRequest } from './request.ts';

interface Part {
  readonly data?: Readonly<Record<string, { readonly __typename?: string } | null>> | null;
  readonly errors?: readonly PartError[];
  readonly incremental?: readonly { readonly errors?: readonly PartError[] }[];
}
interface PartError {
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly uncertain?: boolean };
}

/** What a caller was told of one write. */
export type ReportedOutcome = 'done' | 'uncertain' | 'not done' | 'nothing';

/** What each write of a request is said to have come to, by the answer's text: JSON, multipart or events. */
export function toldOf({ names }: WritingRequest, text: string | undefined): ReportedOutcome[] {
  if (text === undefined) return names.map(() => 'nothing');
  const parts = partsOf(text);
  const errors = parts.flatMap(({ errors: own = [], incremental = [] }) => [
    ...own,
    ...incremental.flatMap(({ errors: later = [] }) => later),
  ]);
  return names.map((_, index) => {
    const alias = `f${index}`;
    const isUncertain = errors.some(
      ({ path, extensions }) =>
        extensions?.uncertain === true && (path === undefined || path[0] === alias),
    );
    if (isUncertain) return 'uncertain';
    const payload = parts.map(({ data }) => data?.[alias]).find((one) => one != null);
    return payload?.__typename?.endsWith('Payload') ? 'done' : 'not done';
  });
}

function partsOf(text: string): Part[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const json = line.startsWith('data: ') ? line.slice(6) : line;
    return json.startsWith('{"') ? [JSON.parse(json) as Part] : [];
  });
}

/**
 * Holds what was said against what was written.
 * @returns what is wrong, or undefined: every write happened at most once; one that happened was said to be
 * done or uncertain, wherever the caller was there to be told; one that did not was not said to be done
 */
export function wrongIn(
  request: WritingRequest,
  written: ReadonlyMap<string, number>,
  told: readonly ReportedOutcome[],
): string | undefined {
  // All of them: those of a caller who left may come late.
  for (const [name, times] of written) {
    if (times > 1) return `${name} was written ${times} times`;
  }
  for (const [index, name] of request.names.entries()) {
    const times = written.get(name) ?? 0;
    const said = told[index];
    if (times === 1 && said === 'not done') return `${name} was written, and said not to be`;
    if (times === 0 && said === 'done') return `${name} was said to be written, and was not`;
  }
  return undefined;
}
