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
      'The experiments that one recorded session was exposed to. Null if PostHog does not know the recording. Costs 1 upstream call, shared with up to 19 other recordings in the same request.',
    nullable: true,
    args: {
      sessionId: t.arg.string({ description: 'ID of the recording.', required: true }),
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
      'The experiments that several recorded sessions were exposed to, in the order of `sessionIds`, with null for each recording PostHog does not know. Costs 1 upstream call per 20 recordings.',
    nullable: { list: true, items: true },
    args: {
      sessionIds: t.arg.stringList({
        description: `IDs of the recordings, 1 to ${MAX_SESSIONS}.`,
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
          `\`sessionIds\` must contain 1 to ${MAX_SESSIONS} IDs, none of them empty.`,
          'sessionIds',
        );
      }
      return settled(sessionIds, (sessionId) => contextOf(context, projectId, sessionId));
    },
  }),
}));
