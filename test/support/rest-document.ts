import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Described {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}
interface Exemplified {
  readonly content?: Readonly<Record<string, { readonly example?: unknown }>>;
}
interface DescribedOperation {
  readonly operationId: string;
  readonly requestBody?: Exemplified;
  readonly responses: Readonly<Record<string, Described>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

/** The REST API's document, as it is committed and served. */
const restDocument = JSON.parse(
  readFileSync(new URL('../../schema/rest.openapi.json', import.meta.url), 'utf8'),
) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true, discriminator: false });
addFormats.default(ajv);
ajv.addSchema(restDocument, 'rest');

const compiled = new Map<string, ValidateFunction>();

function validator(reference: string): ValidateFunction {
  const known = compiled.get(reference) ?? ajv.compile({ $ref: reference });
  compiled.set(reference, known);
  return known;
}

const pointerTo = (...parts: readonly string[]) =>
  `#/${parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

const templates = Object.keys(restDocument.paths).map((template) => ({
  template,
  pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  // A fixed segment is a better match than a placeholder.
  placeholders: template.split('{').length,
}));

/** The path of the document for an address in any of the accepted forms; undefined for one that it does not describe. */
function templateOf(path: string): string | undefined {
  const own = path
    .replace(/\?.*$/s, '')
    .replace(/^(?:\/v1)?/, '/v1')
    .replaceAll('_', '-')
    .replace(/\/$/, '');
  return templates
    .filter(({ pattern }) => pattern.test(own))
    .toSorted((one, other) => one.placeholders - other.placeholders)[0]?.template;
}

/** An answer of the REST API. */
export interface Answered {
  readonly method: string;
  /** Path, with or without the query. */
  readonly path: string;
  readonly status: number;
  /** Text of the body; '' for none. */
  readonly text: string;
}

/**
 * Compares an answer with what the document says about its operation and status.
 * @returns null when it is as described, or when the document has no such operation; otherwise what is different
 */
export function documentViolation({ method, path, status, text }: Answered): string | null {
  const template = templateOf(path);
  const operation = template && restDocument.paths[template]?.[method.toLowerCase()];
  if (!template || !operation) return null;
  const said = operation.responses[status];
  if (!said) return `${operation.operationId}: the document has no ${status}`;
  const at =
    said.$ref ?? pointerTo('paths', template, method.toLowerCase(), 'responses', String(status));
  const [, , ...names] = at.split('/');
  const response = said.$ref
    ? (restDocument as unknown as { components: Record<string, Record<string, Described>> })
        .components[names[0] ?? '']?.[names[1] ?? '']
    : said;
  if (!response?.content)
    return text === '' ? null : `${operation.operationId}: ${status} has a body`;
  if (text === '') return `${operation.operationId}: ${status} has no body`;
  const validate = validator(`rest${at}/content/application~1json/schema`);
  if (validate(JSON.parse(text))) return null;
  return `${operation.operationId} ${status}: ${ajv.errorsText(validate.errors)}\n${text.slice(0, 1_000)}`;
}

/** The examples of an operation that do not fit their schemas, each with what is wrong. */
export function exampleProblems(path: string, method: string): readonly string[] {
  const operation = restDocument.paths[path]?.[method];
  if (!operation) return [`${method} ${path} is not in the document`];
  const at = ['paths', path, method];
  const parts: readonly (readonly [readonly string[], Exemplified | undefined])[] = [
    [[...at, 'requestBody'], operation.requestBody],
    ...Object.entries(operation.responses).map(
      ([status, response]) => [[...at, 'responses', status], response as Exemplified] as const,
    ),
  ];
  return parts.flatMap(([pointer, part]) => {
    const example = part?.content?.['application/json']?.example;
    if (example === undefined) return [];
    const validate = validator(
      `rest${pointerTo(...pointer, 'content', 'application/json', 'schema')}`,
    );
    if (validate(example)) return [];
    // What is read only need not be sent, required or not.
    const isRead = (error: ErrorObject) =>
      error.parentSchema?.['properties']?.[error.params['missingProperty']]?.readOnly;
    if (pointer.at(-1) === 'requestBody' && validate.errors?.every(isRead)) return [];
    return [`${operation.operationId} ${pointer.at(-1)}: ${ajv.errorsText(validate.errors)}`];
  });
}
