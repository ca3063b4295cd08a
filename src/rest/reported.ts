import { unobserved } from '../instrumentation/instrumentation.ts';
import { recordOf } from '../instrumentation/request-record.ts';
import { isPostHogFailure } from '../posthog/errors/errors.ts';
import { failureTable } from '../posthog/errors/failure-table.ts';
import { RejectedRequest, type DrfErrorBody, type Reply } from './envelope.ts';
import type { RestExchange } from './exchange.ts';
import { restPath } from './path-aliases.ts';
import type { RestRoute } from './routes.ts';

/** Performs the operation of a route, and reports it with what it cost. Rethrows what it fails with. */
export async function reported(
  instrumentation = unobserved,
  { operation: { id, effect, path } }: RestRoute,
  { request, ledger }: RestExchange,
  perform: () => Promise<Reply>,
): Promise<Reply> {
  const parent = recordOf(request);
  if (parent) parent.route = restPath(path);
  const type = effect === 'read' ? 'read' : 'write';
  const operation = instrumentation.startOperation({ api: 'rest', type, name: id, parent });
  ledger.cause = operation;
  const codes: string[] = [];
  try {
    return await perform();
  } catch (error) {
    codes.push(codeOf(error));
    throw error;
  } finally {
    operation?.spend(ledger);
    instrumentation.endOperation(operation, codes);
  }
}

function codeOf(error: unknown): string {
  if (isPostHogFailure(error)) return failureTable[error.kind].code;
  if (error instanceof RejectedRequest) return (error.reply.body as DrfErrorBody).code;
  return 'INTERNAL_SERVER_ERROR';
}
