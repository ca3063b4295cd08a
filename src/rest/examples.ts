import { readFileSync } from 'node:fs';
import { packageFile } from '../package-file.ts';
import type { Operation } from '../posthog/api/operations.ts';

/** A request of an operation as a user sends it, and the answer to it. */
export interface Example {
  /** The parameters of the path by name, except the project. */
  readonly path?: Readonly<Record<string, number | string>>;
  /** Parameters of the query by name. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Status of the answer. */
  readonly status: number;
  /** Body of the answer, whose lists have one entry; absent for an empty one. */
  readonly answer?: unknown;
}

const file = packageFile('schema/rest.examples.json');

let examples: Readonly<Record<string, Example>> | undefined;

/** The example of an operation; undefined for one that has none. */
export function exampleOf({ id }: Pick<Operation, 'id'>): Example | undefined {
  examples ??= JSON.parse(readFileSync(file, 'utf8')) as Record<string, Example>;
  return examples[id];
}
