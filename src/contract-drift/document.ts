import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { nameInRef, type JsonSchema } from '../posthog/api/openapi.ts';

const schema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null);
const content = z.looseObject({
  'application/json': z.looseObject({ schema: schema.optional() }).optional(),
});
const reference = z.looseObject({ $ref: z.string() });
const parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: schema.optional(),
});
const operation = z.looseObject({
  operationId: z.string().optional(),
  parameters: z.array(z.union([reference, parameter])).optional(),
  requestBody: z.looseObject({ content: content.optional() }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: content.optional() })).optional(),
});
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const item = z.looseObject(
  Object.fromEntries(METHODS.map((method) => [method, operation.optional()])),
);
const document = z.looseObject({
  paths: z.record(z.string(), item),
  components: z
    .looseObject({
      schemas: z.record(z.string(), schema).optional(),
      parameters: z.record(z.string(), parameter).optional(),
    })
    .optional(),
});

export type Document = z.infer<typeof document>;

/** A query parameter, with whether a call must have it. */
export interface Parameter {
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** One operation of an OpenAPI document, with what the comparison looks at. */
export interface DescribedOperation {
  readonly method: string;
  /** Path as the document spells it. */
  readonly path: string;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly body: JsonSchema | undefined;
  readonly answer: JsonSchema | undefined;
}

/** A document that cannot be compared, with a message for the user. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

/**
 * Reads an OpenAPI document, version 3.0 or 3.1, as JSON or YAML. PostHog serves its own at `/api/schema/`.
 * @throws DocumentError
 */
export function parseDocument(text: string): Document {
  let json: unknown;
  try {
    // JSON is YAML, but many times slower to read as such.
    json = /^\s*\{/.test(text) ? JSON.parse(text) : parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof YAMLParseError)
      throw new DocumentError('it is neither JSON nor YAML', { cause: error });
    throw error;
  }
  const read = document.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new DocumentError(
    `it is not an OpenAPI document: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

/**
 * The operations by what identifies them across versions: the method and the path without the names of parameters.
 * PostHog serves the same routes below `environments` and `projects`.
 */
export function operationsOf(source: Document): ReadonlyMap<string, DescribedOperation> {
  const operations = new Map<string, DescribedOperation>();
  for (const [path, item] of Object.entries(source.paths)) {
    for (const method of METHODS) {
      const found = item[method];
      if (!found) continue;
      const identity = identityOf(method, path);
      // A route below `environments` must not take the place of the one below `projects`.
      if (operations.has(identity) && path.includes('/environments/')) continue;
      operations.set(identity, describe(source, method, path, found));
    }
  }
  return operations;
}

function identityOf(method: string, path: string): string {
  const route = path
    .replaceAll(/\{[^}]*\}/g, '{}')
    .replace(/^(\/api\/)environments(?=\/)/, '$1projects')
    .replace(/\/*$/, '/');
  return `${method.toUpperCase()} ${route}`;
}

function describe(
  source: Document,
  method: string,
  path: string,
  { parameters = [], requestBody, responses = {} }: z.infer<typeof operation>,
): DescribedOperation {
  const queries = parameters
    .map((one) =>
      '$ref' in one ? source.components?.parameters?.[nameInRef(String(one.$ref))] : one,
    )
    .filter((one) => one !== undefined)
    .map((one) => parameter.parse(one))
    .filter(({ in: place }) => place === 'query');
  const answered = responses['200'] ?? responses['201'];
  return {
    method: method.toUpperCase(),
    path,
    parameters: new Map(
      queries.map((one) => [
        one.name,
        { required: one.required ?? false, schema: one.schema ?? {} },
      ]),
    ),
    body: requestBody?.content?.['application/json']?.schema,
    answer: answered?.content?.['application/json']?.schema,
  };
}
