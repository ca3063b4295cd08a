import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { Operation } from '../posthog/api/operations.ts';
import { rulesOf } from '../posthog/api/destructive-changes/destructive-changes.ts';

/** True when no other call can undo this one, whatever its arguments; it then always needs confirmation. */
export const isDestructive = ({ effect, consequence }: Operation): boolean =>
  effect === 'destructive' || consequence?.loses !== undefined;

/** True when the operation needs confirmation for some or all arguments. */
export const canBeDestructive = (operation: Operation): boolean =>
  isDestructive(operation) || rulesOf(operation) !== undefined;

/** MCP tool annotations derived from the operations table. */
export function annotationsOf(operation: Operation): ToolAnnotations {
  return {
    readOnlyHint: operation.effect === 'read',
    destructiveHint: canBeDestructive(operation),
    idempotentHint: operation.idempotent,
    ...outside,
  };
}

/** Annotations of a tool that only reads. */
export const readingHints = (): ToolAnnotations => ({
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  ...outside,
});

/** Every tool calls an external service whose data others may change. */
const outside = { openWorldHint: true };
