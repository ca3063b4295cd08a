import { useQuery } from '@apollo/client/react';
import { useMemo, useRef } from 'react';
import type { CalculateRunningTimeInput } from '../writing/generated/graphql.ts';
import { useDebounced } from '../writing/use-debounced.ts';
import { curveOf, type EffectPoint, type RunningTime } from './curve.ts';
import { RunningTimeDocument } from './documents.ts';
import { calculationOf, type Plan } from './plan.ts';

/** Milliseconds without a change after which PostHog is asked. */
const TYPING_MS = 500;

export interface PlannedAnswer {
  /** The newest one; while another is on its way, the one before it. */
  readonly answer: RunningTime | undefined;
  /** The effect that it is for, in percent. */
  readonly asked: number;
  /** Points around the answer, by effect. */
  readonly points: readonly EffectPoint[];
  readonly isReading: boolean;
  readonly error: unknown;
  retry(): void;
}

/** What PostHog says of a plan, once typing pauses: 1 upstream call, and none for a plan that was asked before. */
export function useRunningTime(plan: Plan): PlannedAnswer {
  const wanted = JSON.stringify(calculationOf(plan) ?? null);
  const settled = useDebounced(wanted, TYPING_MS);
  const input = useMemo(() => JSON.parse(settled) as CalculateRunningTimeInput | null, [settled]);
  const { data, error, loading, refetch } = useQuery(RunningTimeDocument, {
    variables: { input: input ?? nothing },
    skip: input === null,
  });
  const last = useRef<{ input: CalculateRunningTimeInput; answer: RunningTime }>();
  const answer = data?.calculateRunningTime;
  if (input !== null && answer && last.current?.answer !== answer) last.current = { input, answer };
  const shown = input === null || error ? undefined : last.current;
  const points = useMemo(() => (shown ? curveOf(shown.input, shown.answer) : []), [shown]);
  return {
    answer: shown?.answer,
    asked: shown?.input.minimumDetectableEffect ?? 0,
    points,
    isReading: wanted !== 'null' && (loading || wanted !== settled),
    error: input === null ? undefined : error,
    retry: () => void refetch(),
  };
}

/** Stands for a plan that cannot be asked for; never sent. */
const nothing: CalculateRunningTimeInput = { metricType: 'FUNNEL', minimumDetectableEffect: 1 };
