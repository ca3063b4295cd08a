import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { typesMatching, webhooksFile, type Endpoint, type EndpointOfFile } from './endpoint.ts';
import { isWebhookSecret, SECRET_FORM } from './secret.ts';

/** What is wrong with the file of endpoints: a sentence with file and line for each fault, without secrets and addresses. */
export class WebhooksError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'WebhooksError';
    this.problems = problems;
  }
}

type Path = readonly PropertyKey[];

/**
 * Reads the endpoints from a file, YAML or JSON.
 * @throws WebhooksError with all faults
 */
export function readWebhooks(path: string): Endpoint[] {
  const lines = new LineCounter();
  const document = parseDocument(textOf(path, 'WEBHOOKS'), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken)
    throw new WebhooksError([
      `${path}, line ${lines.linePos(broken.pos[0]).line}: this is not valid YAML (${broken.code}).`,
    ]);
  const at = (place: Path, message: string) =>
    `${path}, line ${lines.linePos(offsetOf(document, place)).line}: ${place.join('.') || 'the file'} ${message}.`;
  const read = webhooksFile.safeParse(document.toJS());
  if (!read.success)
    throw new WebhooksError(
      read.error.issues.flatMap((issue) => faultsOf(issue).map(([place, text]) => at(place, text))),
    );
  const { endpoints } = read.data;
  const problems: string[] = [];
  const names = endpoints.map(({ name }) => name);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      problems.push(at(['endpoints', index, 'name'], 'is the name of another endpoint too'));
  const made = endpoints.map((endpoint, index) => {
    const fault = (message: string) => {
      problems.push(at(['endpoints', index, 'secretFiles'], message));
    };
    return toEndpoint(endpoint, secretsIn(endpoint, dirname(path), fault));
  });
  if (problems.length > 0) throw new WebhooksError(problems);
  return made;
}

function faultsOf(issue: z.core.$ZodIssue): [Path, string][] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...issue.path, key], 'is not a setting of an endpoint']);
  // Messages of the library may repeat a value, which may be a secret, only for words that are chosen from a list.
  const message = issue.message.replace(/^Invalid (input|string): /, '');
  return [[issue.path, message.replace(/^expected/, 'must be')]];
}

function secretsIn(
  { secrets, secretFiles }: EndpointOfFile,
  directory: string,
  fault: (message: string) => void,
): readonly string[] {
  const read = secretFiles.flatMap((file) => {
    try {
      const secret = textOf(resolve(directory, file), 'secretFiles').trim();
      if (isWebhookSecret(secret)) return [secret];
      fault(`names ${file}, whose content must be ${SECRET_FORM}`);
    } catch (error) {
      if (!(error instanceof WebhooksError)) throw error;
      fault(`names ${file}, which cannot be read`);
    }
    return [];
  });
  return [...secrets, ...read];
}

/** An endpoint from its settings, which are valid. */
export const toEndpoint = (
  { name, url, format, types, projects, tags }: EndpointOfFile,
  secrets: readonly string[],
): Endpoint => ({
  name,
  url,
  format,
  secrets,
  types: new Set(types.flatMap(typesMatching)),
  projects: projects && new Set(projects),
  tags,
});

function textOf(path: string, setting: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new WebhooksError([`The file of ${setting}, ${path}, cannot be read (${code}).`]);
  }
}

/** The offset of the value at a place, or of the nearest one around it. */
function offsetOf(document: Document, place: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of place) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === part)
      : undefined;
    const next = pair
      ? (pair.value ?? pair.key)
      : isSeq(node)
        ? node.items[Number(part)]
        : undefined;
    const start = (pair?.key ?? next) as { readonly range?: readonly number[] | null } | undefined;
    if (!next) return offset;
    offset = start?.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}
