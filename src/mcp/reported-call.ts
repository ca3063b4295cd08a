import type { CallToolResult } from '@modelcontextprotocol/server';
import { requestIdOf } from '../instrumentation/operation.ts';
import type { Session } from './session.ts';

/**
 * Reports the call of a tool with what it cost. The id of the request is in the metadata of a result that is an error,
 * where programs find it and no model has to read it.
 * @param work rejects for what MCP answers with a protocol error
 */
export async function reportedCall(
  session: Session,
  work: () => Promise<CallToolResult>,
): Promise<CallToolResult> {
  try {
    const result = await work();
    if (!result.isError) {
      session.end([]);
      return result;
    }
    session.end(codesOf(result));
    const requestId = requestIdOf(session.parent);
    return requestId === undefined ? result : { ...result, _meta: { ...result._meta, requestId } };
  } catch (error) {
    session.end(['INVALID_PARAMS']);
    throw error;
  }
}

/** The code that the first line of a refusal begins with. */
function codesOf({ content: [first] }: CallToolResult): string[] {
  const [, code] = (first?.type === 'text' && /^([A-Z_]{3,50}): /.exec(first.text)) || [];
  return code === undefined ? [] : [code];
}
