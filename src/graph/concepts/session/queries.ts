import { builder } from '../../core/builder.ts';
import type { GraphContext } from '../../context/context.ts';
import { inputError } from '../../core/input-error.ts';
import { settled } from '../../core/loading/not-found-as-null.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { SESSIONS_PER_CALL, sessionContextLoader } from './loader.ts';
import { SessionContextRef, type SessionContextNode } from './ref.ts';
import { oneCall } from '../../planner/field-cost.ts';

const MAX_SESSIONS = 100;

async function contextOf(
  context: GraphContext,
  projectId: string,
  sessionId: string,
): Promise<SessionContextNode | null> {
  const row = await sessionContextLoader(context).load({ projectId, sessionId });
  return row && { projectId, row };
}

builder.queryFields((t) => ({
  sessionContext: t.field({
    type: SessionContextRef,
    description:
      'The experiments one session recording saw; null when PostHog does not know the recording. Shares its upstream call with up to 19 others of the same request.',
    nullable: true,
    args: {
      sessionId: t.arg.string({ description: 'Id of the recording.', required: true }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('experiments_session_contexts_create'),
    resolve: (_root, { sessionId, ...args }, context) => {
      if (sessionId === '') throw inputError('`sessionId` must not be empty.', 'sessionId');
      return contextOf(context, projectOf(args, context), sessionId);
    },
  }),
  sessionContexts: t.field({
    type: [SessionContextRef],
    description:
      'The experiments several session recordings saw, in the order asked; null where PostHog does not know the recording. 1 upstream call per 20 recordings.',
    nullable: { list: true, items: true },
    args: {
      sessionIds: t.arg.stringList({
        description: `Ids of the recordings, 1 to ${MAX_SESSIONS}.`,
        required: true,
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: {
      upstream: {
        calls: ({ sessionIds }) => [
          {
            operation: 'experiments_session_contexts_create',
            times: () => Math.ceil((sessionIds as readonly string[]).length / SESSIONS_PER_CALL),
          },
        ],
      },
    },
    resolve: (_root, { sessionIds, ...args }, context) => {
      const projectId = projectOf(args, context);
      if (sessionIds.length < 1 || sessionIds.length > MAX_SESSIONS || sessionIds.includes('')) {
        throw inputError(
          `\`sessionIds\` must hold 1 to ${MAX_SESSIONS} ids, none of them empty.`,
          'sessionIds',
        );
      }
      return settled(sessionIds, (sessionId) => contextOf(context, projectId, sessionId));
    },
  }),
}));
