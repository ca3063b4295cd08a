import type { OperationId } from '../../src/posthog/api/operations.ts';

type Json = Readonly<Record<string, unknown>>;

/** How to query the graph for an operation's answer. */
export interface Question {
  /** The field with its arguments; placeholders in braces are replaced. */
  readonly field: string;
  /** The enclosing fields, from the root. */
  readonly within?: readonly string[];
  /** True for a field of Mutation. */
  readonly isMutation?: true;
  /** The selection, given the selection of every field in the contract's answer. */
  readonly select: (whole: string) => string;
  /** Converts the field's value to the shape of PostHog's answer, where aliases alone cannot. */
  readonly pick?: (value: never) => unknown;
  /** The operation that the field calls in place of this one; the reason is in `operationsLeft`. */
  readonly calls?: OperationId;
}

/** One operation: its arguments, and the equivalent query to the graph. */
export interface Row {
  readonly path?: Json;
  readonly query?: Json;
  readonly body?: Json;
  /** Absent where the graph has no such field; the reason is in `operationsLeft`. */
  readonly graph?: Question;
  /** Names of the timestamps that the call itself sets, which differ between the APIs. */
  readonly setByCall?: readonly string[];
  /** Names of values derived from such timestamps. */
  readonly derived?: readonly string[];
  /** Names in PostHog's answer that the graph lacks or that are not selected, with the reason. */
  readonly omitted?: Readonly<Record<string, string>>;
  /** What each API answers where PostHog does not accept a personal API key. */
  readonly refused?: { readonly status: number; readonly code: string };
}

/** Names that the graph lacks in every answer, with the reason. */
export const omitted: Readonly<Record<string, string>> = {
  nextOffset: 'the graph pages by cursors',
  previousOffset: 'the graph pages by cursors',
  nextPage: 'the graph pages by cursors',
  previousPage: 'the graph pages by cursors',
  has_encrypted_payloads: "of the whole flag: the contract's short form does not have it",
  project_id: 'the same number as `id`',
};

type More = Partial<Question>;

/** A field that answers one object, or a list of them. */
export const object = (field: string, more: More = {}): Question => ({
  field,
  select: (whole) => `{ ${whole} }`,
  ...more,
});

/** A field that answers a value. */
export const value = (field: string, pick: (value: never) => unknown): Question => ({
  field,
  select: () => '',
  pick,
});

/** A field that answers a connection, for a `{count, results}` page. */
export const page = (field: string, more: More & { readonly count?: string } = {}): Question => {
  const { count = 'count', ...rest } = more;
  const select = (whole: string) => `{ ${count}: totalCount results: nodes { ${whole} } }`;
  return { field, select, ...rest };
};

/** A mutation, with a selection on its payload. */
export const effect = (
  field: string,
  fields: (whole: string) => string,
  more: More = {},
): Question => {
  const name = field.slice(0, field.indexOf('('));
  const payload = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Payload`;
  return {
    field,
    isMutation: true,
    select: (whole) =>
      `{ ... on MutationProblem { code message } ... on ${payload} { ${fields(whole)} } }`,
    ...more,
  };
};

/** A mutation whose payload contains the object that PostHog answers. */
export const change = (field: string, payload: string, more: More = {}): Question =>
  effect(field, (whole) => `answer: ${payload} { ${whole} }`, {
    pick: ({ answer, ...problem }: { answer?: unknown }) => answer ?? problem,
    ...more,
  });

/** A mutation after which no object is left to answer. */
export const deletion = (field: string): Question =>
  effect(field, () => 'deletedId', {
    pick: ({ deletedId, ...problem }: { deletedId?: string }) => (deletedId ? '' : problem),
  });
