import type { GraphQLSchema } from 'graphql';
import type { OperationId } from '../../posthog/api/operations.ts';

/** Arguments of a field as the document and its variables give them; enums are PostHog's wire words. */
export type FieldArguments = Readonly<Record<string, unknown>>;

/** What a document asks of the objects that a field gives. */
export interface Asked {
  readonly schema: GraphQLSchema;
  /** The project of fields and references that name none: a number, or `@current`. */
  readonly projectId: string;
  /** True when it asks objects of this type for a field that only their detail has. */
  selectsDetail(typename: string): boolean;
  /** True when the field is somewhere below an object of this type. */
  isBelow(typename: string): boolean;
}

/** One upstream call that selecting a field causes. */
export interface FieldCall {
  readonly operation: OperationId;
  /** How many for each object; 1 when left out. `owners` is how many objects the field is asked of. */
  readonly times?: (args: FieldArguments, owners?: number) => number;
  /**
   * Who shares it. Left out: the same field with the same arguments on the same object. A type: all
   * fields below one object of that type, `self` being the object the field is on. `request`: all.
   */
  readonly once?: 'self' | 'request' | (string & {});
}

/**
 * What one field costs upstream, as data: the planner prices documents by it and the resolvers look
 * ahead by the same words. A field without it costs nothing beyond its parent.
 */
export interface FieldUpstream {
  /** Only PostHog's detail answer has the field; an object is read once for all such fields. */
  readonly detail?: true;
  /** The objects it gives come with their detail, so `detail` fields on them are free. */
  readonly brings?: 'detail' | ((args: FieldArguments, asked: Asked) => 'detail' | undefined);
  readonly calls?:
    readonly FieldCall[] | ((args: FieldArguments, asked: Asked) => readonly FieldCall[]);
  /**
   * At most how many objects it gives to each object it is asked of: an assumption where the arguments do not
   * bound it. `owners` is how many objects it is asked of.
   */
  readonly rows?: (args: FieldArguments, owners?: number) => number;
  /**
   * For a root field: how it treats `@current`. Left out: the number of the project is read before the field is
   * resolved. `answered`: its answer has no ids or says the project itself, so `@current` is passed to PostHog; not for a
   * subscription, which would follow its caller into another project. `id`: the same as left out, for a field whose
   * argument `id` is the project. `references`: each of its `representations` is looked at by itself, and so are those
   * that the number is missing for.
   */
  readonly project?: 'answered' | 'id' | 'references';
  /** For a field of an abstract type whose arguments name its objects: how many of one type it returns, and whether with their detail. */
  readonly ofType?: (args: FieldArguments, typename: string, asked: Asked) => RowsOfType;
  /** For such a field: how many different objects they name in all. */
  readonly different?: (args: FieldArguments, asked: Asked) => number;
}

export interface RowsOfType {
  readonly rows: number;
  /** How many of them are different. */
  readonly different: number;
  readonly hasDetail: boolean;
}

/** How many objects a list is taken to have where nothing bounds it: experiments of a flag, metrics of an experiment. */
export const ASSUMED_ROWS = 4;

/** The same of the one object that is looked at by itself: it may be one of those that have many. */
const ASSUMED_MOST = 8;

/** `rows` of a list that no argument bounds: of many objects what one has on average, of a single one more. */
export const assumedRows = (_args: FieldArguments, owners = Infinity): number =>
  owners > 1 ? ASSUMED_ROWS : ASSUMED_MOST;

/**
 * Metrics of an experiment that the newest recalculation lacks or is outdated for. Where one experiment is looked at, all
 * of them may be; of many experiments, few have any.
 */
export const assumedMissing = (experiments = Infinity): number =>
  experiments > 1 ? 1 : ASSUMED_ROWS;

/** Field option: selecting the field reads the detail of its object, unless the object came with it. */
export const needsDetail = { upstream: { detail: true } } as const satisfies {
  upstream: FieldUpstream;
};

/** Field option: one call of an operation for each object and each set of arguments. */
export function oneCall(operation: OperationId, more: Omit<FieldUpstream, 'calls'> = {}) {
  return { upstream: { ...more, calls: [{ operation }] } } satisfies { upstream: FieldUpstream };
}

/** Field option: one call of an operation for each object, whatever the arguments, shared by all fields that want it. */
export function sharedCall(operation: OperationId, once: string, more: FieldUpstream = {}) {
  return { upstream: { ...more, calls: [{ operation, once }] } } satisfies {
    upstream: FieldUpstream;
  };
}

/** Field option of a connection over a list endpoint: one call a page. */
export function pageCall(operation: OperationId, more: Omit<FieldUpstream, 'calls' | 'rows'> = {}) {
  return oneCall(operation, { ...more, rows: ({ first }) => Number(first ?? 25) });
}
