import { argumentDescription } from '../posthog/api/arguments/descriptions.ts';
import { openTypes } from '../posthog/api/arguments/open-types.ts';
import type { OpenApiDocument, OpenApiOperation, JsonSchema } from '../posthog/api/openapi.ts';
import type { Operation, QueryParameter } from '../posthog/api/operations.ts';
import { briefArguments } from './brief-schema.ts';
import { asksFirst } from './annotations.ts';

export type ArgumentLocation = 'path' | 'query' | 'body' | 'confirmation';

/** One argument of a tool: PostHog's name for it, and its place in the request. */
export interface Argument {
  readonly name: string;
  readonly in: ArgumentLocation;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface ToolInput {
  readonly arguments: readonly Argument[];
  /** True when the operation takes a body. */
  readonly body: boolean;
  /** True when PostHog accepts fields the contract does not declare. */
  readonly open: boolean;
}

/** The optional argument of every operation below a project. */
const PROJECT = 'project_id';
const project: JsonSchema = { type: 'string' };

const confirmation: Argument = {
  name: 'confirm',
  in: 'confirmation',
  required: false,
  schema: { type: 'string', description: 'Token from the dry run.' },
};

/** Values that a body field must not have, because a separate tool exists for them. */
export type Reserved = Readonly<Record<string, { readonly value: boolean; readonly tool: string }>>;

/** All arguments of an operation in one flat list: path, query and body. */
export function toolInput(
  operation: Operation,
  contract: OpenApiDocument,
  reserved: Reserved,
): ToolInput {
  const declared = contract.operation(operation.id);
  const body = declared.body && contract.resolve(declared.body.schema);
  const outside = [...pathArguments(declared), ...queryArguments(operation, declared)];
  const taken = new Set(outside.map(({ name }) => name));
  const inside = Object.entries(body?.properties ?? {})
    // Read-only fields are not arguments, and neither is a body field with the name of a path parameter such as `id`.
    .filter(([name, schema]) => !schema.readOnly && !taken.has(name))
    .map(([name, schema]): Argument => ({
      name,
      in: 'body',
      required: body?.required?.includes(name) ?? false,
      schema: reserving(
        isOpen(schema) ? { ...openTypes[name], ...schema } : schema,
        reserved[name],
      ),
    }));
  const all = [...outside, ...inside, ...(asksFirst(operation) ? [confirmation] : [])];
  return {
    arguments: all.map((one) => described(one, operation, contract)),
    body: body !== undefined,
    open: body?.additionalProperties === true,
  };
}

function pathArguments({ parameters }: OpenApiOperation): Argument[] {
  return parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, schema, description }) =>
      name === PROJECT
        ? { name, in: 'path', required: false, schema: project }
        : { name, in: 'path', required: true, schema: withDescription(schema, description) },
    );
}

function queryArguments(
  { queryParameters }: Operation,
  { parameters }: OpenApiOperation,
): Argument[] {
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema, required = false, description }) => ({
      name,
      in: 'query',
      required,
      schema: withDescription(
        structured(queryParameters.find((parameter) => parameter.name === name)) ?? schema,
        description,
      ),
    }));
}

/** Lists and objects that PostHog parses from one string may be passed as lists and objects. */
function structured(parameter: QueryParameter | undefined): JsonSchema | undefined {
  if (parameter?.type === 'array') return undefined;
  if (parameter?.structured === 'comma-list') return { type: ['string', 'array'] };
  if (parameter?.structured === 'json') return { type: ['string', 'array', 'object'] };
  return undefined;
}

const isOpen = ({ type, $ref, anyOf, oneOf, enum: values }: JsonSchema) =>
  (type ?? $ref ?? anyOf ?? oneOf ?? values) === undefined;

/** An argument with a description, as every argument of a listed tool has one. */
function described(one: Argument, operation: Operation, contract: OpenApiDocument): Argument {
  const known = one.schema.description ?? contract.resolve(one.schema).description;
  const description = known === undefined ? argumentDescription(operation, one.name) : undefined;
  return { ...one, schema: withDescription(one.schema, description) };
}

function reserving(schema: JsonSchema, reserved: Reserved[string] | undefined): JsonSchema {
  if (!reserved) return schema;
  return {
    type: 'boolean',
    const: !reserved.value,
    description: `To set ${String(reserved.value)}, use ${reserved.tool}.`,
  };
}

const withDescription = (schema: JsonSchema, description: string | undefined): JsonSchema =>
  description === undefined ? schema : { ...schema, description };

/** The schema that arguments are validated against. */
export function fullSchema({ arguments: all, open }: ToolInput): JsonSchema {
  const required = all.filter((one) => one.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(all.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 && { required }),
    ...(!open && { additionalProperties: false }),
  };
}

/** Maximum bytes of a listed input schema with nested values, so that all tools fit into one answer. */
const LISTED_BYTES = 2_600;
const DEPTHS = [2, 1];

/** The listed schema: as deep as fits, always with every name, its description and the required arguments. */
export function listedSchema(full: JsonSchema, { method }: Operation, contract: OpenApiDocument) {
  const listsNull = method === 'PATCH';
  const fitting = DEPTHS.map((depth) => briefArguments(full, contract, { depth, listsNull })).find(
    (schema) => JSON.stringify(schema).length <= LISTED_BYTES,
  );
  return fitting ?? briefArguments(full, contract, { depth: 0, listsNull });
}
