import { readdirSync, readFileSync } from 'node:fs';
import { GraphQLError, validate } from 'graphql';
import { z } from 'zod';
import { packageFile } from '../../../package-file.ts';
import { readDocument } from '../../planner/document/read-document.ts';
import { schema } from '../../schema.ts';
import { hashOf, type Manifest } from './operations.ts';

/** As Apollo's tools write it. */
const apollo = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/** As GraphQL Code Generator and Relay write it: id → document. */
const byId = z.record(z.string().min(1), z.string().min(1));

/** A manifest that cannot be used. The message is for its author. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/**
 * Reads a manifest: Apollo's form, or an object of documents by id. Every document must fit the schema.
 * @throws ManifestError
 */
export function readManifest(text: string): Manifest {
  const json = parseJson(text);
  const listed = apollo.safeParse(json);
  const flat = listed.success ? undefined : byId.safeParse(json);
  if (flat && !flat.success) {
    throw new ManifestError(
      'is neither an Apollo persisted query manifest (version 1) nor an object of documents by id',
    );
  }
  const entries = listed.success
    ? listed.data.operations.map(({ id, body }): [string, string] => [id, body])
    : Object.entries(flat?.data ?? {});
  for (const [id, document] of entries) refuseUnfit(id, document);
  return new Map(entries);
}

/** The examples: the default manifest. */
export const exampleOperations = () => stored('examples/', { recursive: false });

/** The documents behind the MCP tools of this product, which every list has. */
export const toolOperations = () => stored('schema/documents/', { recursive: true });

/** The documents in a folder of the package. */
function stored(path: string, { recursive }: { recursive: boolean }): Manifest {
  const folder = packageFile(path);
  const documents = readdirSync(folder, { recursive, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
  return new Map(documents.map((document) => [hashOf(document), document]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ManifestError('is not JSON');
  }
}

function refuseUnfit(id: string, document: string): void {
  const [error] = errorsOf(document);
  if (error)
    throw new ManifestError(`has an operation, ${id}, that cannot be executed: ${error.message}`);
}

function errorsOf(document: string): readonly GraphQLError[] {
  try {
    return validate(schema, readDocument(document));
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
