import { builder } from '../../core/builder.ts';
import { UserRef } from '../account/user/ref.ts';
import { ExperimentRef, type ExperimentNode } from '../experiment/ref.ts';
import { statisticsOf, type PortfolioStatistics } from './statistics.ts';

/** Many experiments of a project, the newest first. */
export interface Portfolio {
  readonly nodes: readonly ExperimentNode[];
  /** False where the project has more. */
  readonly isComplete: boolean;
}

const StatisticsRef = builder.objectRef<PortfolioStatistics>('PortfolioStatistics').implement({
  description:
    'How some experiments went, by their dates and by the conclusions that teams recorded. A win is an ended experiment with the conclusion WON. Computed by this API.',
  fields: (t) => ({
    experiments: t.exposeInt('experiments', { description: 'Number of experiments.' }),
    drafts: t.exposeInt('drafts', { description: 'Number that were not launched.' }),
    running: t.exposeInt('running', {
      description: 'Number launched and not ended, including paused and frozen ones.',
    }),
    ended: t.exposeInt('ended', { description: 'Number that ended.' }),
    won: t.exposeInt('won', { description: 'Number that ended with the conclusion WON.' }),
    lost: t.exposeInt('lost', { description: 'Number that ended with the conclusion LOST.' }),
    inconclusive: t.exposeInt('inconclusive', {
      description: 'Number that ended with the conclusion INCONCLUSIVE.',
    }),
    stoppedEarly: t.exposeInt('stoppedEarly', {
      description: 'Number that ended with the conclusion STOPPED_EARLY.',
    }),
    invalid: t.exposeInt('invalid', {
      description: 'Number that ended with the conclusion INVALID.',
    }),
    winRate: t.exposeFloat('winRate', {
      description:
        'Wins divided by won, lost, inconclusive and stopped early, from 0 to 1. Invalid experiments and those without a conclusion do not count. Null if there are none.',
      nullable: true,
    }),
    medianDurationDays: t.exposeFloat('medianDurationDays', {
      description: 'Median days from launch to end, of those that ended. Null if none did.',
      nullable: true,
    }),
  }),
});

const TagStatisticsRef = builder
  .objectRef<{ readonly tag: string; readonly nodes: readonly ExperimentNode[] }>('TagStatistics')
  .implement({
    description: 'How the experiments with a tag went.',
    fields: (t) => ({
      tag: t.exposeString('tag', { description: 'The tag.' }),
      statistics: t.field({
        type: StatisticsRef,
        description: 'The numbers.',
        resolve: ({ nodes }) => statisticsOf(nodes),
      }),
    }),
  });

const OwnerStatisticsRef = builder
  .objectRef<{ readonly nodes: readonly ExperimentNode[] }>('OwnerStatistics')
  .implement({
    description: 'How the experiments of an account went.',
    fields: (t) => ({
      owner: t.field({
        type: UserRef,
        description: 'The account that created them. Null for deleted accounts, taken together.',
        nullable: true,
        resolve: ({ nodes }) => nodes[0]?.row.created_by ?? null,
      }),
      statistics: t.field({
        type: StatisticsRef,
        description: 'The numbers.',
        resolve: ({ nodes }) => statisticsOf(nodes),
      }),
    }),
  });

const most = (one: { nodes: readonly unknown[] }, other: { nodes: readonly unknown[] }) =>
  other.nodes.length - one.nodes.length;

export const PortfolioRef = builder.objectRef<Portfolio>('Portfolio').implement({
  description: 'Many experiments of a project, archived ones included, and how they went.',
  fields: (t) => ({
    isComplete: t.exposeBoolean('isComplete', {
      description: 'False if the project has more experiments than were read.',
    }),
    statistics: t.field({
      type: StatisticsRef,
      description: 'The numbers of all of them.',
      resolve: ({ nodes }) => statisticsOf(nodes),
    }),
    byTag: t.field({
      type: [TagStatisticsRef],
      description:
        'The numbers by tag, the most frequent first. An experiment with several tags counts for each.',
      resolve({ nodes }) {
        const tags = new Set(nodes.flatMap(({ row }) => row.tags ?? []));
        return Array.from(tags, (tag) => ({
          tag,
          nodes: nodes.filter(({ row }) => (row.tags ?? []).includes(tag)),
        })).toSorted(most);
      },
    }),
    byOwner: t.field({
      type: [OwnerStatisticsRef],
      description: 'The numbers by the account that created them, the busiest first.',
      resolve: ({ nodes }) =>
        Array.from(Map.groupBy(nodes, ({ row }) => row.created_by?.id ?? null).values(), (own) => ({
          nodes: own,
        })).toSorted(most),
    }),
    experiments: t.field({
      type: [ExperimentRef],
      description:
        'The experiments themselves, the newest first, for their newest results and decisions. Free, and priced as a list of experiments below.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: 25,
          description: 'Number of experiments to return. All that were read if there are fewer.',
        }),
      },
      extensions: { upstream: { rows: ({ first }) => Math.max(0, Number(first ?? 25)) } },
      resolve: ({ nodes }, { first }) => nodes.slice(0, Math.max(0, first)),
    }),
  }),
});
