import { builder } from '../../core/builder.ts';
import type { FieldArguments, FieldUpstream } from '../../planner/field-cost.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { firstOf, selectionArguments } from './arguments.ts';
import { callsOfChecks } from './cost.ts';
import { examine } from './examine.ts';
import { FindingRef } from './type.ts';

/** Findings that one experiment is assumed to have. */
const ASSUMED_FINDINGS = 4;

const upstream = {
  calls: (args) =>
    [...callsOfChecks(args).keys()].map((operation) => ({
      operation,
      times: (_args: FieldArguments, owners?: number) =>
        callsOfChecks(args, owners).get(operation) ?? 0,
      // The activity and the experiments of the flag are read with arguments of their own.
      ...(operation.startsWith('experiments_metrics') && { once: 'Experiment' }),
      ...(operation === 'experiments_retrieve' && { once: 'self' }),
    })),
  rows: ({ first }) => Number(first ?? ASSUMED_FINDINGS),
} satisfies FieldUpstream;

builder.objectField(ExperimentRef, 'findings', (t) =>
  t.field({
    type: [FindingRef],
    description:
      'What somebody should look at: a broken split, missing exposures, an edited flag, a forgotten draft. The most severe first, behind CHECK_UNAVAILABLE for checks that could not be made, so that an empty list means that all were made. Computed by this API. Checks of the categories PROCESS, WASTE and CLEAN_UP are free. Those of CORRECTNESS cost up to 4 upstream calls besides the detail: the newest recalculation, one daily series, the activity log (scope `activity_log:read`) and the experiments of the flag; and 1 for each metric missing from the recalculation or outdated in it. None is made for a draft.',
    args: {
      ...selectionArguments(t.arg),
      first: t.arg.int({
        description: 'Number of findings to return, from 1 to 1,000. All if omitted.',
      }),
    },
    extensions: { upstream },
    volatile: true,
    resolve: async (node, { first, ...selection }, context) => {
      const most = firstOf(first);
      return (await examine(node, selection, context)).slice(0, most);
    },
  }),
);
