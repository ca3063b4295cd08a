import { readFileSync } from 'node:fs';
import { packageFile } from '../../package-file.ts';
import type { OperationId } from './operation-types.ts';

/** A JSON Schema (2020-12, the dialect of OpenAPI 3.1); `$ref`s point into `#/components/`. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly readOnly?: boolean;
  readonly [keyword: string]: unknown;
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

/** The parts of the contract's description of an operation that the operations table does not already have. */
export interface OpenApiOperation {
  readonly description: string | undefined;
  readonly parameters: readonly OpenApiParameter[];
  readonly body: { readonly required: boolean; readonly schema: JsonSchema } | undefined;
  /** Schema of the 200 or 201 body; undefined when a successful response has no body. */
  readonly answer: JsonSchema | undefined;
  /** Every declared response by its status. */
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
}

export interface OpenApiResponse extends JsonContent {
  readonly description: string;
}

interface JsonContent {
  readonly content?: { readonly 'application/json'?: { readonly schema: JsonSchema } };
}

interface PathOperation {
  readonly operationId?: string;
  readonly description?: string;
  readonly parameters?: readonly (OpenApiParameter | { readonly $ref: string })[];
  readonly requestBody?: JsonContent & { readonly required?: boolean };
  readonly responses?: Readonly<Record<string, OpenApiResponse | { readonly $ref: string }>>;
}

export interface PinnedOpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, PathOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly parameters: Readonly<Record<string, OpenApiParameter>>;
    readonly responses?: Readonly<Record<string, OpenApiResponse>>;
  };
}

/** PostHog's OpenAPI document, looked up by operation. */
export class OpenApiDocument {
  readonly components: PinnedOpenApiDocument['components'];
  readonly #operations: ReadonlyMap<string, PathOperation>;

  constructor({ paths, components }: PinnedOpenApiDocument) {
    this.components = components;
    this.#operations = new Map(
      Object.values(paths)
        .flatMap((item) => Object.values(item))
        .map((operation) => [operation.operationId ?? '', operation]),
    );
  }

  /** @throws Error for an operation the document does not describe */
  operation(id: OperationId): OpenApiOperation {
    const found = this.#operations.get(id);
    if (!found) throw new Error(`The contract does not describe ${id}.`);
    const { description, parameters = [], requestBody } = found;
    const responses = Object.fromEntries(
      Object.entries(found.responses ?? {}).map(([status, one]) => [
        status,
        '$ref' in one ? this.#response(one.$ref) : one,
      ]),
    );
    const body = requestBody?.content?.['application/json']?.schema;
    return {
      description,
      parameters: parameters.map((one) => ('$ref' in one ? this.#parameter(one.$ref) : one)),
      body: body && { required: requestBody?.required ?? false, schema: body },
      answer: (responses['200'] ?? responses['201'])?.content?.['application/json']?.schema,
      responses,
    };
  }

  /** Follows `$ref`; returns the schema itself when it is not a reference. */
  resolve(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const found = this.components.schemas[nameInRef(schema.$ref)];
    if (!found) throw new Error(`The contract has no ${schema.$ref}.`);
    return this.resolve(found);
  }

  #response(ref: string): OpenApiResponse {
    const found = this.components.responses?.[nameInRef(ref)];
    if (!found) throw new Error(`The contract has no ${ref}.`);
    return found;
  }

  #parameter(ref: string): OpenApiParameter {
    const found = this.components.parameters[nameInRef(ref)];
    if (!found) throw new Error(`The contract has no ${ref}.`);
    return found;
  }
}

/** The name of a component that a `$ref` points to. */
export const nameInRef = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);

/** Where the contract this product is built against is stored. */
export const pinnedContractFile = packageFile('schema/posthog.openapi.json');

let pinned: OpenApiDocument | undefined;

/** The contract this product is built against, read from its file on first use. */
export function pinnedContract(): OpenApiDocument {
  pinned ??= new OpenApiDocument(
    JSON.parse(readFileSync(pinnedContractFile, 'utf8')) as PinnedOpenApiDocument,
  );
  return pinned;
}
