import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { Operation } from '../posthog/api/operations.ts';
import {
  confirmationOf,
  isDestructive,
} from '../posthog/api/destructive-changes/destructive-changes.ts';

/** True when calls of the operation need confirmation for some or all arguments. */
export const asksFirst = (operation: Operation): boolean => confirmationOf(operation) !== 'never';

/** MCP tool annotations derived from the operations table. */
export function annotationsOf(operation: Operation): ToolAnnotations {
  return {
    readOnlyHint: operation.effect === 'read',
    destructiveHint: isDestructive(operation),
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

/** Annotations of a tool whose action is one of its arguments, and may be one that ends or switches off. */
export const actingHints = (): ToolAnnotations => ({
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  ...outside,
});

/** Every tool calls an external service whose data others may change. */
const outside = { openWorldHint: true };
