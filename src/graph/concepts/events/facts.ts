import { reportedCodes } from '../../../events/finding-events.ts';
import type { ExperimentFacts } from '../../../events/facts.ts';
import { DAY_MS } from '../../context/clock.ts';
import type { GraphContext } from '../../context/context.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import { readOr } from '../../core/malformed.ts';
import { ExperimentConclusion, ExperimentStatus } from '../experiment/enums.ts';
import { statusOf } from '../experiment/lifecycle/state.ts';
import type { ExperimentRow } from '../experiment/loader.ts';
import { runningPlanOf } from '../experiment/planned-end.ts';
import type { ExperimentNode } from '../experiment/ref.ts';
import { examine } from '../findings/examine.ts';
import { kindOf, lookedFor, type FindingCodeValue } from '../findings/kinds.ts';
import { NO_RESULTS, readResultFacts } from './result-facts.ts';

/** Kinds of findings that are events. */
const reported = lookedFor.filter((code) => reportedCodes.includes(code.toUpperCase()));
/** Those of them for which a row of a list has all that is needed. */
const freeOfCalls = reported.filter((code) =>
  kindOf(code).sources.every((source) => source === 'row'),
);

/** Statuses in which people are exposed or were, so that results change. */
const MEASURED: ReadonlySet<string> = new Set(['running', 'exposure_frozen']);

/**
 * Reads what events about an experiment are found from. Costs nothing for one that is not running, and otherwise what
 * `readResultFacts` does.
 */
export async function readFacts(
  node: ExperimentNode,
  context: GraphContext,
): Promise<ExperimentFacts> {
  const { projectId, row } = node;
  const status = statusOf(row);
  const isMeasured = MEASURED.has(status);
  const codes = isMeasured ? reported : freeOfCalls;
  const results =
    status === 'draft' ? NO_RESULTS : isMeasured ? await readResultFacts(node, context) : null;
  const found = await examine(node, { code: codes }, context);
  return {
    id: encodeGlobalId('Experiment', localId({ projectId, posthogId: row.id })),
    posthogId: row.id,
    projectId,
    name: readOr(() => row.name, ''),
    tags: readOr(() => (row.tags ?? []).map(String), []),
    status: ExperimentStatus.nameOf(status),
    conclusion: readOr(
      () => (row.conclusion == null ? null : ExperimentConclusion.nameOf(row.conclusion)),
      null,
    ),
    startedAt: momentOf(() => row.start_date),
    endedAt: momentOf(() => row.end_date),
    changedAt: momentOf(() => row.updated_at),
    flagVersion: readOr(() => numberOrNull(row.feature_flag?.version), null),
    plannedEnd: readOr(() => plannedEndOf(row), null),
    readAt: context.clock.now.toISOString(),
    results,
    findings: found
      .filter(({ unchecked }) => unchecked.length === 0)
      .map(({ code, severity, message, metricUuid, variantKey }) => ({
        code: code.toUpperCase(),
        severity: severities[severity],
        message,
        metricUuid: metricUuid ?? null,
        variantKey: variantKey ?? null,
      })),
    unchecked: [
      // A draft has nothing that the others look at.
      ...(status === 'draft' ? [] : without(reported, codes)),
      ...found.flatMap(({ unchecked }) => unchecked),
    ].map((code) => code.toUpperCase()),
  };
}

const severities = { info: 'INFO', warning: 'WARNING', critical: 'CRITICAL' } as const;

const without = (all: readonly FindingCodeValue[], some: readonly FindingCodeValue[]) =>
  all.filter((code) => !some.includes(code));

const momentOf = (read: () => string | null | undefined): string | null =>
  readOr(() => {
    const text = read();
    return text == null ? null : new Date(text).toISOString();
  }, null);

const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null);

/** The launch and the recommended running time; null without either, and for what has ended. */
function plannedEndOf(row: ExperimentRow): string | null {
  const { days } = runningPlanOf(row);
  if (days === null || row.start_date == null || row.end_date != null) return null;
  return new Date(Date.parse(row.start_date) + days * DAY_MS).toISOString();
}
