import { GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { isPostHogFailure } from '../../posthog/errors/errors.ts';
import type { GraphContext } from '../context/context.ts';
import { perRequest } from '../context/per-request.ts';
import { currentUser } from './current-account.ts';
import {
  CURRENT,
  needsCurrentProject,
  withProjectNumber,
  type RootField,
} from '../planner/current-project.ts';

/**
 * The number of the project that `@current` means for the caller's key. Known for a minute after PostHog last said
 * it; else 1 upstream call, shared by the request.
 * @throws GraphQLError FORBIDDEN when the key may read neither its account nor an experiment, BAD_USER_INPUT when what
 * it may read does not say the project
 */
export const currentProjectNumber = perRequest((context: GraphContext) => {
  let read: Promise<string> | undefined;
  return async () => {
    const known = context.currentProject.known();
    return known ?? (read ??= readNumber(context));
  };
});

async function readNumber(context: GraphContext): Promise<string> {
  let isForbidden = false;
  const unlessForbidden: Attempt = async (call, instead) => {
    try {
      return await call;
    } catch (error) {
      if (!isPostHogFailure(error) || error.kind !== 'forbidden') throw error;
      isForbidden = true;
      return instead;
    }
  };
  const project =
    (await openProject(context, unlessForbidden)) ??
    (await projectOfSomeExperiment(context, unlessForbidden));
  if (project === undefined) throw unknownProject(isForbidden ? 'FORBIDDEN' : 'BAD_USER_INPUT');
  context.currentProject.learn(project);
  return String(project);
}

/** Awaits a call; what to take instead where the key may not make it. */
type Attempt = <Answer, Instead>(
  call: Promise<Answer>,
  instead: Instead,
) => Promise<Answer | Instead>;

/** The project that the account has open; undefined for a key that cannot read it, or belongs to no account. */
async function openProject(
  context: GraphContext,
  unlessForbidden: Attempt,
): Promise<number | undefined> {
  if (context.isProjectKey) return undefined;
  const account = await unlessForbidden(currentUser(context)(), undefined);
  return account?.team?.project_id;
}

/** Of all rows, only a flag that is embedded in an experiment says its project. */
async function projectOfSomeExperiment(
  { posthog }: GraphContext,
  unlessForbidden: Attempt,
): Promise<number | undefined> {
  const { results } = await unlessForbidden(
    posthog.pages('experiments_list', { path: { project_id: CURRENT } }, { offset: 0, limit: 1 }),
    { results: [] },
  );
  return results[0]?.feature_flag?.team_id;
}

function unknownProject(code: 'BAD_USER_INPUT' | 'FORBIDDEN'): GraphQLError {
  return new GraphQLError(
    'PostHog does not say to this key which project `@current` is. Give `projectId`, or set POSTHOG_PROJECT_ID to the number of the project.',
    { extensions: { code, argument: 'projectId' } },
  );
}

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

/**
 * The resolver of a root field, called with the number of the project wherever the arguments mean `@current`, so
 * that no object gets an id with `@current` in it.
 */
function withNumberedProject(field: RootField, resolve: Resolver): Resolver {
  return (root, args, context, info) => {
    if (!needsCurrentProject(field, args, context.projectId)) {
      return resolve(root, args, context, info);
    }
    return currentProjectNumber(context)().then((projectId) =>
      resolve(root, withProjectNumber(field, args, projectId), context, info),
    );
  };
}

/** Changes a schema: the root fields that take arguments are resolved with the number in place of `@current`. */
export function numberProjects(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const isNumberedByItself = field.extensions.upstream?.project === 'references';
      if (field.args.length > 0 && field.resolve && !isNumberedByItself) {
        field.resolve = withNumberedProject(field, field.resolve);
      }
    }
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    if (field.subscribe) field.subscribe = withNumberedProject(field, field.subscribe);
  }
  return schema;
}
