import type { ExperimentFacts } from '../../../events/facts.ts';
import { MalformedError } from '../../../posthog/errors/errors.ts';
import type { PageWindow } from '../../../posthog/types.ts';
import { knownCount } from '../../../posthog/http/pages.ts';
import type { GraphContext } from '../../context/context.ts';
import { notFoundAsNull } from '../../core/loading/not-found-as-null.ts';
import type { PostHogKey } from '../../core/global-id.ts';
import { experimentLoader } from '../experiment/loader.ts';
import { listedInProject, numbered } from '../experiment/in-project.ts';
import { toExperiment, type ExperimentNode } from '../experiment/ref.ts';
import { readFacts } from './facts.ts';

/**
 * The metrics and settings of an experiment rarely change, and its row says when it was changed, so its detail is read
 * once a minute at most.
 */
const DETAIL = { maxAgeMs: 60_000, staleOk: false } as const;

/** A part of the experiments of a project that are not archived, the newest first. */
export interface FactsOfProject {
  readonly facts: readonly ExperimentFacts[];
  /** Number of such experiments, of which these are a part. */
  readonly total: number;
  /** Number of experiments of this part that are left out because what PostHog says of them does not fit. */
  readonly unreadable: number;
}

/** Reads a page of a project: 1 call for the list, and what each running experiment costs. */
export async function readProject(
  context: GraphContext,
  projectId: string,
  window: PageWindow,
): Promise<FactsOfProject> {
  const { results, count } = await context.posthog.pages(
    'experiments_list',
    { path: { project_id: projectId }, query: {} },
    window,
  );
  const nodes = await listedInProject(context, projectId, results);
  const read = await Promise.all(nodes.map((node) => readListed(node, context).catch(misfit)));
  return { ...readable(read), total: knownCount(count) };
}

function readable(
  read: readonly (ExperimentFacts | null)[],
): Pick<FactsOfProject, 'facts' | 'unreadable'> {
  const facts = read.filter((one) => one !== null);
  return { facts, unreadable: read.length - facts.length };
}

function misfit(error: unknown): null {
  if (error instanceof MalformedError) return null;
  throw error;
}

/** Facts of single experiments, archived ones included: 1 call each, and what each costs. Without those that do not exist. */
export async function readSingly(
  context: GraphContext,
  keys: readonly PostHogKey[],
): Promise<FactsOfProject> {
  const read = await Promise.all(
    keys.map(async (key) => {
      const facts = await readOne(context, key).catch(misfit);
      return facts === undefined ? [] : [facts];
    }),
  );
  const { facts, unreadable } = readable(read.flat());
  return { facts, unreadable, total: facts.length };
}

/**
 * Facts of one experiment, which may be archived: 1 call, and what it costs.
 * @returns undefined where it does not exist
 * @throws MalformedError where what PostHog says of it does not fit
 */
export async function readOne(
  context: GraphContext,
  key: PostHogKey,
): Promise<ExperimentFacts | undefined> {
  const row = await experimentLoader(context).detail(key);
  if (!row) return undefined;
  const node = await numbered(context, toExperiment(key.projectId, row));
  // Its parts are looked for under the number of the project.
  experimentLoader(context).primeDetail(node.projectId, row);
  return readFacts(node, context);
}

async function readListed(node: ExperimentNode, context: GraphContext): Promise<ExperimentFacts> {
  const { projectId, row } = node;
  if (row.start_date != null && row.end_date == null && row.metrics === undefined) {
    const path = { project_id: projectId, id: row.id };
    const read = context.posthog.call('experiments_retrieve', { path }, { freshness: DETAIL });
    const detail = await notFoundAsNull(read).catch(() => null);
    const isCurrent =
      detail !== null && !(detail instanceof Error) && detail.updated_at === row.updated_at;
    if (isCurrent) experimentLoader(context).primeDetail(projectId, detail);
  }
  return readFacts(node, context);
}
