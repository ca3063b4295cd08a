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

/** The outcome of one write as reported to the caller. */
export type ReportedOutcome = 'done' | 'uncertain' | 'not done' | 'nothing';

/** The reported outcome of each write of a request, from the answer's text: JSON, multipart or events. */
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
 * Compares the reported outcomes with the actual writes.
 * @returns the error, or undefined when every write happened at most once, one that happened was reported as done
 * or uncertain (unless the caller left), and one that did not happen was not reported as done
 */
export function wrongIn(
  request: WritingRequest,
  written: ReadonlyMap<string, number>,
  told: readonly ReportedOutcome[],
): string | undefined {
  // All writes, since those of a caller who left may happen late.
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
