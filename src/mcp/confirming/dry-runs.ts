import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { ErrorCode, UpstreamCode } from '../../graph/context/error-codes.ts';
import { inputFieldOf } from '../../graph/core/wire-names.ts';
import { executeQuery, formatGraphError } from '../execute-query.ts';
import type { AlreadyRead, UntypedArguments } from '../../posthog/types.ts';
import type { Session } from '../session.ts';
import { DryRunFailed } from './dry-run-failed.ts';
import type { StoredDocument } from '../stored-document.ts';
import { typeOf } from '../variable-schema.ts';
import { coded } from '../tool-codes.ts';

/** What the graph's dry run answers, and the calls to PostHog that it took. */
export interface DryRunOutcome {
  readonly outcome: object;
  readonly calls: number;
}

/**
 * Runs an operation's dry run in the graph.
 * @param alreadyRead answers of PostHog that need not be read again
 * @throws DryRunFailed when the graph answers with an error or a problem
 */
export type DryRunTool = (
  args: UntypedArguments,
  session: Session,
  alreadyRead: AlreadyRead,
) => Promise<DryRunOutcome>;

/** Dry runs by operation id. */
export type DryRunTools = ReadonlyMap<string, DryRunTool>;

/**
 * Dry runs from stored mutations, each named after its operation. The only variable is the mutation's
 * input: the operation's path and body with the graph's names, and `dryRun: true`.
 */
export function dryRunsOf(
  documents: readonly StoredDocument[],
  schema: GraphQLSchema,
): DryRunTools {
  return new Map(documents.map((document) => [document.name, dryRunOf(document, schema)]));
}

function dryRunOf(document: StoredDocument, schema: GraphQLSchema): DryRunTool {
  const [variable] = document.operation.variableDefinitions ?? [];
  const type = variable && getNamedType(typeOf(variable, schema));
  if (!variable || !isInputObjectType(type)) {
    throw new Error(`${document.name}.graphql must take one input object.`);
  }
  return async ({ path, body }, session, alreadyRead) => {
    const values = { ...path, ...(body as object | undefined) };
    const input = { ...inputOf(type, values), dryRun: true };
    const answer = await executeQuery(
      { query: document.source, variables: { [variable.variable.name.value]: input } },
      session,
      alreadyRead,
    );
    const [outcome] = Object.values(answer.data ?? {}) as (object | null | undefined)[];
    if (answer.errors || outcome == null) {
      throw new DryRunFailed((answer.errors ?? []).flatMap((error) => formatGraphError(error)));
    }
    if (isProblem(outcome)) throw new DryRunFailed(formatProblem(outcome));
    return { outcome, calls: answer.extensions?.upstream?.calls ?? 0 };
  };
}

/** A mutation's result is its payload or a problem; the documents select both fields of a problem. */
interface Problem {
  readonly code: ErrorCode | UpstreamCode;
  readonly message: string;
}

const isProblem = (outcome: object): outcome is Problem =>
  'code' in outcome && 'message' in outcome;
const formatProblem = ({ code, message }: Problem) => [coded(code, message), 'Nothing was done.'];

/** Converts PostHog's names and values to the graph's; values without a field in the graph are omitted. */
function inputOf(
  type: GraphQLInputObjectType,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const fields = type.getFields();
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const [fieldName, field] = inputFieldOf(fields, name) ?? [];
      if (fieldName === undefined || !field) return [];
      const shouts = isEnumType(getNamedType(field.type)) && typeof value === 'string';
      return [[fieldName, shouts ? value.toUpperCase() : value]];
    }),
  );
}
