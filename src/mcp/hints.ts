import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { Operation } from '../posthog/operations.ts';

/** True when no other call brings back what this one takes away: such tools ask before they act. */
export const isDestructive = ({ effect, consequence }: Operation): boolean =>
  effect === 'destructive' || consequence?.loses !== undefined;

/** What the operations table says, in MCP's words. */
export function hintsOf(operation: Operation): ToolAnnotations {
  return {
    readOnlyHint: operation.effect === 'read',
    destructiveHint: isDestructive(operation),
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
