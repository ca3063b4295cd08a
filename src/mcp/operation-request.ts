import type { Operation } from '../posthog/api/operations.ts';
import type { PathValues, QueryValues } from '../posthog/http/target.ts';
import type { ToolInput } from './input-schema.ts';
import type { ToolArguments } from './tool.ts';
import type { UntypedArguments } from '../posthog/types.ts';

/** An operation and its arguments. */
export interface OperationRequest {
  readonly operation: Operation;
  readonly args: UntypedArguments & { readonly path: PathValues; readonly query: QueryValues };
}

/** Distributes validated arguments to path, query and body. */
export function requestOf(
  operation: Operation,
  { arguments: known, body: hasBody }: ToolInput,
  given: ToolArguments,
  projectId: string,
): OperationRequest {
  const places = new Map(known.map(({ name, in: place }) => [name, place]));
  const parts = Map.groupBy(Object.entries(given), ([name]) => places.get(name) ?? 'body');
  const part = (place: string) => Object.fromEntries(parts.get(place as 'body') ?? []);
  const body = part('body');
  return {
    operation,
    // Validation has ensured the types; `project_id` is ignored when the path has none.
    args: {
      path: { project_id: projectId, ...(part('path') as PathValues) },
      query: part('query') as QueryValues,
      ...(hasBody && Object.keys(body).length > 0 && { body }),
    },
  };
}
