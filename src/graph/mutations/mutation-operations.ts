import type { GraphQLSchema } from 'graphql';
import { operations, type OperationId } from '../../posthog/api/operations.ts';
import type { FieldUpstream } from '../planner/field-cost.ts';

/**
 * The operations that change something, by the name of the mutation that makes their call. Mutations that make another
 * call depending on their input are left out.
 */
export function mutationOperations(schema: GraphQLSchema): ReadonlyMap<string, OperationId> {
  const fields = Object.entries(schema.getMutationType()?.getFields() ?? {});
  return new Map(
    fields.flatMap(([name, { extensions }]): [string, OperationId][] => {
      const id = writeOf(extensions['upstream']);
      return id === undefined ? [] : [[name, changeBy(name, id)]];
    }),
  );
}

function writeOf(upstream: FieldUpstream | undefined): OperationId | undefined {
  try {
    const calls = upstream?.calls ?? [];
    const made = typeof calls === 'function' ? calls({ input: {} }, undefined as never) : calls;
    const writes = made.filter(({ operation }) => operations[operation].effect !== 'read');
    return made.length < 3 && writes.length === 1 ? writes[0]?.operation : undefined;
  } catch {
    // Which calls it makes depends on its input.
    return undefined;
  }
}

/**
 * What a mutation counts as that makes a call of an operation: PostHog deletes some objects by a change of them.
 * @param mutation name of the mutation
 */
export function changeBy(mutation: string, id: OperationId): OperationId {
  if (!mutation.startsWith('delete')) return id;
  const deletion = Object.values(operations).find(
    ({ consequence }) => consequence?.performedAs?.operation === id,
  );
  return deletion?.id ?? id;
}
