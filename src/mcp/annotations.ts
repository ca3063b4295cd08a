import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { Operation } from '../posthog/api/operations.ts';
import { rulesOf } from '../posthog/api/destructive-changes/destructive-changes.ts';

/** True when no other call brings back what this one takes away, whatever its arguments: it always asks first. */
export const isDestructive = ({ effect, consequence }: Operation): boolean =>
  effect === 'destructive' || consequence?.loses !== undefined;

/** True when some arguments, or all, make the operation ask before it acts. */
export const canBeDestructive = (operation: Operation): boolean =>
  isDestructive(operation) || rulesOf(operation) !== undefined;

/** What the operations table says, in MCP's words. */
export function annotationsOf(operation: Operation): ToolAnnotations {
  return {
    readOnlyHint: operation.effect === 'read',
    destructiveHint: canBeDestructive(operation),
    idempotentHint: operation.idempotent,
    ...outside,
  };
}

/** Reading, and nothing but reading. */
export const readingHints = (): ToolAnnotations => ({
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  ...outside,
});

/** Every tool asks a service outside this process, whose data others change meanwhile. */
const outside = { openWorldHint: true };
