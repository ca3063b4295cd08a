import type { OperationId } from '../../src/posthog/api/operations.ts';

type Json = Readonly<Record<string, unknown>>;

/** How the graph is asked for what an operation answers. */
export interface Question {
  /** The field with its arguments; the words in braces are filled in. */
  readonly field: string;
  /** The fields around it, from the root. */
  readonly within?: readonly string[];
  /** True for a field of Mutation. */
  readonly isMutation?: true;
  /** What to select, given the selection of everything the contract's answer has. */
  readonly select: (whole: string) => string;
  /** The field's value in the shape of PostHog's answer, where aliases alone do not make it that. */
  readonly pick?: (value: never) => unknown;
  /** The operation that the field calls in place of this one; the reason is in `operationsLeft`. */
  readonly calls?: OperationId;
}

/** One operation: what it is called with, and how the graph is asked for the same. */
export interface Row {
  readonly path?: Json;
  readonly query?: Json;
  readonly body?: Json;
  /** Absent where the graph has no field that does it; the reason is in `operationsLeft`. */
  readonly graph?: Question;
  /** Names of the timestamps that the call itself sets, which differ between the APIs. */
  readonly made?: readonly string[];
  /** Names of values that follow from such moments. */
  readonly derived?: readonly string[];
  /** Names of PostHog's answer that the graph is not asked for, or does not have, and why. */
  readonly untold?: Readonly<Record<string, string>>;
  /** What each API answers where PostHog does not accept a personal API key. */
  readonly refused?: { readonly status: number; readonly code: string };
}

/** What the graph tells of no answer, and why. */
export const untold: Readonly<Record<string, string>> = {
  next: 'the graph pages by cursors',
  previous: 'the graph pages by cursors',
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

/** A mutation and what to select of its payload. */
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

/** A mutation whose payload holds the object that PostHog answers. */
export const change = (field: string, payload: string, more: More = {}): Question =>
  effect(field, (whole) => `answer: ${payload} { ${whole} }`, {
    pick: ({ answer, ...problem }: { answer?: unknown }) => answer ?? problem,
    ...more,
  });

/** A mutation after which there is nothing left to answer. */
export const deletion = (field: string): Question =>
  effect(field, () => 'deletedId', {
    pick: ({ deletedId, ...problem }: { deletedId?: string }) => (deletedId ? '' : problem),
  });
