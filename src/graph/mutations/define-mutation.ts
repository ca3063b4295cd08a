import type { InputObjectRef, ObjectRef } from '@pothos/core';
import {
  getNamedType,
  GraphQLError,
  isInputObjectType,
  type GraphQLInputFieldMap,
  type GraphQLResolveInfo,
} from 'graphql';
import type { OperationId } from '../../posthog/api/operations.ts';
import { builder, type Types } from '../core/builder.ts';
import { ApprovalRequiredRef } from './problems/approval-required.ts';
import { LifecycleConflictRef } from './problems/lifecycle-conflict.ts';
import { NotFoundProblemRef } from './problems/not-found-problem.ts';
import { PolicyConflictRef } from './problems/policy-conflict.ts';
import { RecalculationUnavailableRef } from './problems/recalculation-unavailable.ts';
import { PermissionDeniedRef } from './problems/permission-denied.ts';
import { isProblem, type Problem } from './problems/problem-of.ts';
import { ValidationProblemRef } from './problems/validation-problem.ts';
import { VersionConflictRef } from './problems/version-conflict.ts';
import type { FieldCall, FieldUpstream } from '../planner/field-cost.ts';
import { changeBy } from './mutation-operations.ts';
import { MutationRun, type MutationInput, type PayloadBase } from './run.ts';

export type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

const problemRefs = {
  ValidationProblem: ValidationProblemRef,
  LifecycleConflict: LifecycleConflictRef,
  ApprovalRequired: ApprovalRequiredRef,
  PolicyConflict: PolicyConflictRef,
  RecalculationUnavailable: RecalculationUnavailableRef,
  VersionConflict: VersionConflictRef,
  NotFoundProblem: NotFoundProblemRef,
  PermissionDenied: PermissionDeniedRef,
} as const satisfies Record<Problem['typename'], unknown>;

export type ProblemName = keyof typeof problemRefs;

/** Problems of a mutation that touches no experiment's state. */
export const PLAIN_PROBLEMS = ['ValidationProblem', 'NotFoundProblem', 'PermissionDenied'] as const;
/** Problems of a mutation that an approval policy of the organisation may guard. */
export const GUARDED_PROBLEMS = ['ApprovalRequired', 'PolicyConflict', ...PLAIN_PROBLEMS] as const;
/** Problems of a mutation that changes an experiment or its flag. */
export const ALL_PROBLEMS = [
  'LifecycleConflict',
  'VersionConflict',
  ...GUARDED_PROBLEMS,
] as const satisfies ProblemName[];

export const pascal = (field: string) => field[0]!.toUpperCase() + field.slice(1);

/** Declares a union of a payload and problems. */
export function resultUnion(
  name: string,
  description: string,
  payload: ObjectRef<Types, PayloadBase>,
  problems: readonly ProblemName[],
) {
  const members = [payload, ...problems.map((problem) => problemRefs[problem])];
  return builder.unionType(name, {
    description,
    types: members,
    resolveType: ({ typename }) => typename,
  });
}

interface MutationSpec<Input extends MutationInput, Payload extends PayloadBase> {
  readonly description: string;
  readonly input: InputObjectRef<Types, Input>;
  readonly payload: ObjectRef<Types, Payload>;
  readonly problems: readonly ProblemName[];
  /** The upstream calls it takes when nothing goes wrong, for the price of a document. */
  readonly calls: (input: Input) => readonly (OperationId | FieldCall)[];
  /** True when a person should be asked first: for some inputs it takes something away or changes what people get. */
  readonly destructive?: boolean;
  /** True when its payload brings experiments with all their detail. */
  readonly bringsDetail?: true;
  /** `answered` where the answer says which project `@current` is (`FieldUpstream`). */
  readonly project?: 'answered';
  readonly resolve: (run: MutationRun, input: Input) => Promise<Payload | Problem>;
}

/**
 * Declares a mutation: one argument `input`, one union `<Field>Result`. The field is nullable, so that
 * an error of one mutation leaves the answers of the others in the document standing.
 */
export function mutationField<Input extends MutationInput, Payload extends PayloadBase>(
  field: string,
  spec: MutationSpec<Input, Payload>,
): void {
  const { description, problems } = spec;
  const result = resultUnion(
    `${pascal(field)}Result`,
    `The result of \`${field}\`: its payload, or the problem that prevented it.`,
    spec.payload,
    problems,
  );
  // Pothos cannot infer arguments of a type that is still open here; the spec has tied them together.
  const type = spec.input as InputObjectRef<Types, MutationInput>;
  builder.mutationField(field, (t) =>
    t.field({
      type: result,
      description,
      nullable: true,
      // For gateways and composers: a contract variant of a supergraph can leave such fields out.
      ...(spec.destructive && { tag: 'destructive' }),
      args: { input: t.arg({ type, required: true, description: 'Input of the mutation.' }) },
      extensions: {
        upstream: {
          ...(spec.bringsDetail && { brings: 'detail' }),
          ...(spec.project && { project: spec.project }),
          calls: (args) =>
            spec
              .calls(args['input'] as Input)
              .map((call) => (typeof call === 'string' ? { operation: call } : call)),
        } satisfies FieldUpstream,
      },
      resolve: async (_root, { input }, context, info) => {
        const inputFields = fieldsOfInput(info);
        const operation = () => writeOf(spec.calls(input as Input));
        const { idempotencyKey } = input;
        context.ledger.mutation = { name: field, idempotencyKey: idempotencyKey ?? undefined };
        const run = new MutationRun(context, { mutation: field, inputFields, input, operation });
        const outcome = await run.settle(() => {
          // A dry run is for those who may also do it.
          const meant = { ...(input as Input), dryRun: false };
          const refusal = context.known.refusalOf(changeBy(field, writeOf(spec.calls(meant))));
          if (refusal) throw refusal;
          return spec.resolve(run, input as Input);
        });
        refuseUnplanned(outcome, problems);
        return outcome;
      },
    }),
  );
}

/** The write among the calls of a mutation: what it reads, it reads before. */
function writeOf(calls: readonly (OperationId | FieldCall)[]): OperationId {
  const last = calls.at(-1)!;
  return typeof last === 'string' ? last : last.operation;
}

/** @throws GraphQLError for a problem the union has no place for: PostHog would have to change for it */
function refuseUnplanned(outcome: PayloadBase | Problem, problems: readonly ProblemName[]): void {
  if (isProblem(outcome) && !problems.includes(outcome.typename)) {
    throw new GraphQLError(outcome.message, { extensions: { code: outcome.code } });
  }
}

function fieldsOfInput(info: GraphQLResolveInfo): GraphQLInputFieldMap {
  const [argument] = info.parentType.getFields()[info.fieldName]?.args ?? [];
  const type = argument && getNamedType(argument.type);
  return isInputObjectType(type) ? type.getFields() : {};
}
