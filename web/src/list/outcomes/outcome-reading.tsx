import { useReactiveVar } from '@apollo/client/react';
import { useEffect, useMemo, useState } from 'react';
import { endOf } from '../../chart/forest.tsx';
import { plural, timeOfDay } from '../../format.ts';
import type { ExperimentRowFragment } from '../../generated/graphql.ts';
import { titleOf } from '../../graph/failure.ts';
import { matches } from '../matching.ts';
import { deepFindingsVar, outcomesVar, rowFindingsVar } from '../outcomes-var.ts';
import type { Experiments } from '../use-experiments.ts';
import type { ListView } from '../use-list-view.ts';
import { layersOf } from './layers.ts';
import { readingVar } from './reading-var.ts';
import { scaleVar } from './scale-var.ts';
import { deepFindings, outcomes, reader } from './sources.ts';
import { useRowFindings } from './use-row-findings.ts';

interface OutcomeReadingProps {
  readonly view: ListView;
  readonly experiments: Experiments;
  /** The rows that are drawn. */
  readonly seen: readonly ExperimentRowFragment[];
}

const wasLaunched = ({ status }: ExperimentRowFragment) => status !== 'DRAFT';
const idsOf = (rows: readonly ExperimentRowFragment[]) => rows.map(({ id }) => id);

/**
 * Reads decisions and effects: of the rows that are seen, and of all rows for a filter or an order by them. Says what it
 * reads, and what the list leaves out until then.
 */
export function OutcomeReading({ view, experiments, seen }: OutcomeReadingProps) {
  const [isStopped, setStopped] = useState(false);
  const known = useReactiveVar(outcomesVar);
  const deep = useReactiveVar(deepFindingsVar);
  const rowFindings = useReactiveVar(rowFindingsVar);
  const { waitsUntil, because } = useReactiveVar(readingVar);
  const { list, read, rows = [] } = experiments;
  const layers = layersOf(view.finding);

  const others = useMemo(() => {
    const rest = { ...view, decision: '', finding: '' };
    return read.filter((row) => matches(rest, row, { outcomes: new Map(), findings: [] }));
  }, [read, view.shown, view.owner, view.tag, view.search]);
  const launched = others.filter(wasLaunched);
  const byDecision = view.decision !== '' || view.sorting?.column === 'decision';
  const forResults =
    layers.includes('results') || view.sorting?.column === 'effect'
      ? launched
      : byDecision
        ? launched.filter(({ conclusion }) => conclusion === null)
        : [];
  const forDeep = layers.includes('deep') ? launched : [];

  const statuses = useMemo(() => new Map(read.map(({ id, status }) => [id, status])), [read]);
  const source = useMemo(() => outcomes((id) => statuses.get(id) ?? null), [statuses]);
  const wanted = [
    [source, idsOf(seen.filter(wasLaunched))],
    ...(isStopped
      ? []
      : ([
          [source, idsOf(forResults)],
          [deepFindings, idsOf(forDeep)],
        ] as const)),
  ] as const;
  const key = JSON.stringify(wanted.map(([, ids]) => ids));
  useEffect(() => reader.want(wanted), [key, source]);
  useEffect(() => () => reader.want([]), []);
  useRowFindings(list.query.filter, layers.includes('row'));
  useEffect(() => {
    const estimates = rows.flatMap(({ id }) => known.get(id)?.effect ?? []);
    scaleVar(estimates.length > 0 ? endOf(estimates) : undefined);
  }, [rows, known]);

  const missing = new Set([
    ...idsOf(forResults).filter((id) => !known.has(id)),
    ...idsOf(forDeep).filter((id) => !deep.has(id)),
    ...(layers.includes('row') ? idsOf(others).filter((id) => !rowFindings.has(id)) : []),
  ]);
  const all = layers.includes('row') ? others.length : Math.max(forResults.length, forDeep.length);
  if (missing.size === 0 && !waitsUntil) return null;
  return (
    <p className="reading quiet" role="status">
      {missing.size > 0 && (
        <>
          {isStopped ? 'Stopped reading' : 'Reading'} the {wordOf(view)} of{' '}
          {plural(all, 'experiment')}: {all - missing.size} read.{' '}
          {view.decision === '' && view.finding === ''
            ? 'The others come last until then. '
            : 'The others are left out until then. '}
        </>
      )}
      {waitsUntil && `${waitWords(because)} Decisions are read on at ${timeOfDay(waitsUntil)}. `}
      {missing.size > 0 && (
        <button type="button" className="plain" onClick={() => setStopped(!isStopped)}>
          {isStopped ? 'Read on' : 'Stop'}
        </button>
      )}
    </p>
  );
}

function wordOf({ finding, sorting, decision }: ListView): string {
  if (finding !== '') return 'findings';
  return decision === '' && sorting?.column === 'effect' ? 'effects' : 'decisions';
}

/** Reading in the background leaves a part of the budget to people, so it stops before there is nothing left. */
const waitWords = (because: string | null) =>
  because === 'BUDGET_EXCEEDED'
    ? 'The rest of the budget is left to what people ask for.'
    : `${titleOf(because ?? '')}.`;
