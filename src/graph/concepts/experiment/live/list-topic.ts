import { hash } from 'node:crypto';
import { knownCount } from '../../../../posthog/http/pages.ts';
import { readOr } from '../../../core/malformed.ts';
import { tagsOfMany } from '../../../../posthog/layers/cache/tags.ts';
import { localId } from '../../../core/global-id.ts';
import type { Change } from '../../../subscriptions/changes.ts';
import type { Topic } from '../../../subscriptions/topic.ts';
import { listedInProject } from '../in-project.ts';
import { statusOf } from '../lifecycle/state.ts';
import type { ExperimentRow } from '../loader.ts';
import type { ExperimentNode } from '../ref.ts';

/** Experiments that a check compares, those changed last first: as many as PostHog lists in one call. */
export const COMPARED = 100;

/** What is compared of one experiment. Small, because every state is kept for subscribers that come back. */
interface Seen {
  readonly posthogId: number;
  /** Local part of its `id`. */
  readonly localId: string;
  /** When it was last changed, in milliseconds; 0 if PostHog does not say. */
  readonly changedAt: number;
  /** Another text whenever something that a list shows has changed. */
  readonly digest: string;
}

/** The experiments of a project that were changed last, as of one check. */
export interface ListState {
  readonly seen: readonly Seen[];
  /** Number of experiments that are not archived. */
  readonly total: number;
}

/** The experiments of a project that are not archived. 1 upstream call a check, however many there are. */
export function listTopic(projectId: string): Topic<ListState> {
  return {
    name: `experiments ${projectId}`,
    projectId,
    rhythm: { steadyMs: 15_000, quietMs: 60_000 },
    showsState: true,
    async read(context) {
      const { results, count } = await context.posthog.pages(
        'experiments_list',
        { path: { project_id: projectId }, query: { order: '-updated_at' } },
        { offset: 0, limit: COMPARED },
      );
      const nodes = await listedInProject(context, projectId, results);
      return { seen: nodes.map(seenOf), total: knownCount(count) };
    },
    tags: ({ seen }) => [
      ...tagsOfMany('experiments', projectId),
      ...seen.map(({ posthogId }) => `experiment/${posthogId}` as const),
    ],
    isMoving: () => false,
    isOver: () => false,
    changes: changesOfList,
  };
}

function seenOf({ projectId, row }: ExperimentNode): Seen {
  return {
    posthogId: row.id,
    localId: localId({ projectId, posthogId: row.id }),
    changedAt: readOr(() => Date.parse(row.updated_at ?? '') || 0, 0),
    digest: hash('sha256', JSON.stringify(shownOf(row)), 'base64url'),
  };
}

/** What lists show of an experiment. Its flag is compared too: turning it off pauses, and does not touch the experiment. */
const shownOf = (row: ExperimentRow) =>
  [
    () => row.updated_at,
    () => row.name,
    () => statusOf(row),
    () => row.archived,
    () => [row.start_date, row.end_date, row.conclusion],
    () => row.tags,
    () => row.feature_flag?.key,
    () => row.feature_flag?.filters,
  ].map((read) => readOr<unknown>(read, null));

/** What has changed on a list between two checks. */
export interface ListDifference {
  /** Local parts of the `id`s of experiments that are new or have changed. */
  readonly changed: readonly string[];
  /** The same of experiments that were deleted or archived. */
  readonly removed: readonly string[];
}

export function differenceOf(before: ListState, now: ListState): ListDifference {
  const earlier = new Map(before.seen.map((one) => [one.posthogId, one]));
  const present = new Set(now.seen.map(({ posthogId }) => posthogId));
  // An older experiment moves into the compared part when another one leaves it.
  const isNew = ({ changedAt }: Seen) => changedAt > oldestOf(before);
  const isGone = ({ changedAt }: Seen) => changedAt > oldestOf(now);
  return {
    changed: now.seen
      .filter((one) => {
        const known = earlier.get(one.posthogId);
        return known ? known.digest !== one.digest : isNew(one);
      })
      .map((one) => one.localId),
    removed: before.seen
      .filter((one) => !present.has(one.posthogId) && isGone(one))
      .map((one) => one.localId),
  };
}

/** Everything changed later than this is among the compared experiments. */
const oldestOf = ({ seen, total }: ListState) =>
  seen.length >= total ? -1 : (seen.at(-1)?.changedAt ?? -1);

function changesOfList(before: ListState, now: ListState): readonly Change[] {
  const { changed, removed } = differenceOf(before, now);
  return [
    ...(changed.length > 0 ? [{ field: 'changedIds', before: null, after: changed }] : []),
    ...(removed.length > 0 ? [{ field: 'removedIds', before: null, after: removed }] : []),
    ...(before.total === now.total
      ? []
      : [{ field: 'totalCount', before: before.total, after: now.total }]),
  ];
}
