import type { GraphQLSchema } from 'graphql';
import type { JsonSchema, OpenApiDocument } from '../posthog/api/openapi.ts';
import { documentTool, type DocumentRun } from './document-tool.ts';
import { executeQuery, type GraphAnswer } from './execute-query.ts';
import type { StoredDocument } from './stored-document.ts';
import type { McpTool } from './tool.ts';

/** The variable of the document, and the argument of the tool that has several of its values. */
const ONE = 'id';
const SEVERAL = 'ids';

/** The most objects that are set side by side. */
const MOST = 5;

/**
 * A tool for a stored query about one object, which is run for each of several: its variable `id` becomes the argument
 * `ids`, and its answers become a list.
 * @throws Error for a document without that variable
 */
export function eachTool(
  document: StoredDocument,
  schema: GraphQLSchema,
  contract: OpenApiDocument,
): McpTool {
  const run: DocumentRun = async ({ [SEVERAL]: ids, ...variables }, session) => {
    const answers = await Promise.all(
      (ids as readonly unknown[]).map((id) =>
        executeQuery({ query: document.source, variables: { ...variables, [ONE]: id } }, session),
      ),
    );
    return sideBySide(answers, ids as readonly unknown[]);
  };
  return documentTool(document, schema, contract, { input: severalIds, run });
}

function severalIds({ properties = {}, required = [] }: JsonSchema): JsonSchema {
  const { [ONE]: id, ...others } = properties;
  if (!id) throw new Error(`The document has no variable $${ONE}.`);
  const { description, ...items } = id;
  const ids = { type: 'array', items, minItems: 2, maxItems: MOST, description };
  return {
    type: 'object',
    properties: { [SEVERAL]: ids, ...others },
    required: required.map((name) => (name === ONE ? SEVERAL : name)),
  } as JsonSchema;
}

/** The answers as one: `{project}` of each becomes `{projects: […]}`, in the order of the ids. */
function sideBySide(answers: readonly GraphAnswer[], ids: readonly unknown[]): GraphAnswer {
  const rows = answers.map(({ data }) => Object.values(data ?? {})[0] ?? null);
  const [field = 'object'] = answers.flatMap(({ data }) => Object.keys(data ?? {}));
  const list = `${field}s`;
  const errors = answers.flatMap(({ errors: found = [] }, index) =>
    found.map((error) => ({
      ...error,
      path: [list, index, ...(error.path?.slice(1) ?? [])],
    })),
  );
  const absent = ids.filter((_, index) => rows[index] === null && !answers[index]?.errors);
  const isEmpty = rows.every((row) => row === null) && errors.length > 0;
  return {
    data: isEmpty ? null : { [list]: rows, ...(absent.length > 0 && { notFound: absent }) },
    ...(errors.length > 0 && { errors }),
  };
}
