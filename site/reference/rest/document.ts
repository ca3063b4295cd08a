import { read } from '../../pages/repository.ts';
import type { JsonSchema } from '../json-schema.ts';

/** The parts of the OpenAPI document that the reference shows. */
export interface RestDocument {
  readonly info: { readonly description?: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

/** What an operation answers with one status. */
export interface Response {
  readonly $ref?: string;
  readonly description: string;
  readonly content?: Content;
}

/** A body by its media type. */
export type Content = Readonly<
  Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>
>;

/** An operation with its place. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** The committed OpenAPI document. */
export const readDocument = (): RestDocument =>
  JSON.parse(read('schema/rest.openapi.json')) as RestDocument;

/** The operations of a document, in its order. */
export const operationsOf = ({ paths }: RestDocument): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => ({ ...(operation as Operation), method, path })),
  );
