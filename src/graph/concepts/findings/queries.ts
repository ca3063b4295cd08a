import { knownCount } from '../../../posthog/http/pages.ts';
import type { GraphContext } from '../../context/context.ts';
import { builder } from '../../core/builder.ts';
import { offsetOf } from '../../core/offset.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { withinRange } from '../../core/within-range.ts';
import type { FieldArguments, FieldUpstream } from '../../planner/field-cost.ts';
import { experimentFilterQuery } from '../experiment/filter.ts';
import { ExperimentFilter } from '../experiment/inputs.ts';
import { listedInProject } from '../experiment/in-project.ts';
import { ofFlagLoader } from '../experiment/of-flag/loader.ts';
import type { ExperimentNode } from '../experiment/ref.ts';
import { firstOf, selectionArguments } from './arguments.ts';
import { callsOfChecks } from './cost.ts';
import { examine, mostSevereFirst } from './examine.ts';
import { number, type Finding } from './finding.ts';
import { codesOf, type Selection } from './select.ts';
import { FindingRef } from './type.ts';

const DEFAULT_EXPERIMENTS = 50;
const MAX_EXPERIMENTS = 100;
/** Findings that a project is assumed to have. */
const ASSUMED_FINDINGS = 100;

const upstream = {
  project: 'answered',
  calls: (args) => {
    const experiments = examinedBy(args);
    return [
      { operation: 'experiments_list' },
      ...Array.from(callsOfChecks(args, experiments), ([operation, times]) => ({
        operation,
        times: () => experiments * times,
        // Counted beside the list of the experiments themselves.
        once: 'self' as const,
      })),
    ];
  },
  rows: ({ first }) => Number(first ?? ASSUMED_FINDINGS),
} satisfies FieldUpstream;

const examinedBy = ({ experiments }: FieldArguments) => Number(experiments ?? DEFAULT_EXPERIMENTS);

builder.queryField('findings', (t) =>
  t.field({
    type: [FindingRef],
    description:
      'The findings about the experiments of a project, the most severe first. Costs 1 upstream call for the list, and for checks of the category CORRECTNESS up to 5 for each experiment that was launched; see `Experiment.findings`. If the project has more experiments than are examined, a finding with the code CHECK_UNAVAILABLE says so.',
    nullable: true,
    args: {
      ...selectionArguments(t.arg),
      first: t.arg.int({
        description: 'Number of findings to return, from 1 to 1,000. All if omitted.',
      }),
      experiments: t.arg.int({
        description: `How many experiments to examine, the newest first, from 1 to ${MAX_EXPERIMENTS}. Defaults to ${DEFAULT_EXPERIMENTS}.`,
      }),
      offset: t.arg.int({
        description:
          'Number of newer experiments to leave out, because an earlier query has examined them. Defaults to 0.',
      }),
      filter: t.arg({
        type: ExperimentFilter,
        description: 'Which experiments to examine. All that are not archived if omitted.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: { upstream },
    volatile: true,
    resolve: async (
      _root,
      { first, experiments, offset, filter, projectId: given, ...selection },
      context,
    ) => {
      const projectId = projectOf({ projectId: given }, context);
      const most = firstOf(first);
      const wanted = experiments ?? DEFAULT_EXPERIMENTS;
      const limit = withinRange('experiments', wanted, MAX_EXPERIMENTS);
      const from = offsetOf(offset);
      const query = experimentFilterQuery(filter, projectId);
      const { results, count } = await context.posthog.pages(
        'experiments_list',
        { path: { project_id: projectId }, query },
        { offset: from, limit },
      );
      const nodes = await listedInProject(context, projectId, results);
      const total = knownCount(count);
      if (filter == null && total <= nodes.length) shareFlags(nodes, context);
      const found = await Promise.all(nodes.map((node) => examine(node, selection, context)));
      const examined = { from, to: from + nodes.length, total };
      return [...left(examined, selection), ...mostSevereFirst(found.flat())].slice(0, most);
    },
  }),
);

/** With all experiments of a project at hand, those of one flag need not be asked for. */
function shareFlags(nodes: readonly ExperimentNode[], context: GraphContext): void {
  const ofFlag = Map.groupBy(nodes, ({ row }) => row.feature_flag?.id);
  for (const [posthogId, using] of ofFlag) {
    if (posthogId === undefined) continue;
    const { projectId } = using[0]!;
    const rows = using.map(({ row }) => row);
    ofFlagLoader(context).prime({ projectId, posthogId, archived: false }, rows);
  }
}

/** Experiments that were examined, counted from the newest. */
interface Examined {
  readonly from: number;
  readonly to: number;
  /** How many there are. */
  readonly total: number;
}

/** What is said where a project has more experiments behind those that were examined. */
function left({ from, to, total }: Examined, selection: Selection): Finding[] {
  if (total <= to) return [];
  const which =
    from === 0
      ? `the newest ${to} of ${total} experiments`
      : `experiments ${from + 1} to ${to} of ${total}`;
  return [
    {
      code: 'check_unavailable',
      severity: 'warning',
      message: `Only ${which} were examined.`,
      evidence: [number('examined', to - from, 'count'), number('experiments', total, 'count')],
      experiment: null,
      unchecked: codesOf(selection),
      remedy: `Examine the next ones with \`offset: ${to}\`, or others with \`filter\`.`,
    },
  ];
}
