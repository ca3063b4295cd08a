import DataLoader from 'dataloader';
import type { GraphContext } from '../../context/context.ts';
import { perRequest } from '../../context/per-request.ts';
import type { Wire } from '../../core/wire.ts';

export type SessionContextRow = Wire['ExperimentSessionContextResponse'];

interface SessionKey {
  readonly projectId: string;
  readonly sessionId: string;
}

/** PostHog's limit of recordings per call. */
export const SESSIONS_PER_CALL = 20;

/**
 * Session contexts by recording, each read at most once per request; null where PostHog does not
 * know the recording.
 */
export const sessionContextLoader = perRequest(
  (context) =>
    new DataLoader<SessionKey, SessionContextRow | null, string>((keys) => readAll(context, keys), {
      cacheKeyFn: ({ projectId, sessionId }) => `${projectId}:${sessionId}`,
    }),
);

async function readAll(context: GraphContext, keys: readonly SessionKey[]) {
  const calls: Promise<void>[] = [];
  const found = new Map<SessionKey, SessionContextRow | Error>();
  for (const [projectId, ofProject] of Map.groupBy(keys, (key) => key.projectId)) {
    for (let at = 0; at < ofProject.length; at += SESSIONS_PER_CALL) {
      calls.push(read(context, projectId, ofProject.slice(at, at + SESSIONS_PER_CALL), found));
    }
  }
  await Promise.all(calls);
  return keys.map((key) => found.get(key) ?? null);
}

/**
 * One call. PostHog returns rows in the requested order but omits some, so they are matched by id.
 * A failed call fails the recordings it asked for.
 */
async function read(
  context: GraphContext,
  projectId: string,
  keys: readonly SessionKey[],
  found: Map<SessionKey, SessionContextRow | Error>,
): Promise<void> {
  try {
    const { results } = await context.posthog.call('experiments_session_contexts_create', {
      path: { project_id: projectId },
      body: { session_ids: keys.map(({ sessionId }) => sessionId) },
    });
    const byId = new Map(results.map((row) => [row.session_id, row]));
    for (const key of keys) {
      const row = byId.get(key.sessionId);
      if (row) found.set(key, row);
    }
  } catch (error) {
    for (const key of keys) {
      found.set(key, error instanceof Error ? error : new Error(String(error)));
    }
  }
}
