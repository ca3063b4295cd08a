import { builder } from '../../../core/builder.ts';
import { RecalculationStatus } from '../recalculation/enums.ts';
import { MetricComparisonRef } from '../result/ref.ts';
import type { Wire } from '../../../core/wire.ts';
import { rowAge, staleness, StaleReason } from '../../../core/stale-reason.ts';
import { TimeseriesStatus } from './enums.ts';
import { latestPoint } from './points.ts';
import { TimeseriesPointRef, TimeseriesRef } from './ref.ts';
import { staleReasonOf } from './stale.ts';

builder.objectType(TimeseriesPointRef, {
  extensions: { neverThrows: true },
  description:
    'One day of a series. The result is cumulative: it covers everything from the launch to the end of that day.',
  interfaces: [MetricComparisonRef],
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'The day.' }),
    error: t.exposeString('error', {
      description: "PostHog's error for that day, which then has no result.",
      nullable: true,
    }),
  }),
});

const TimeseriesErrorRef = builder
  .objectRef<{ readonly date: string; readonly message: string }>('TimeseriesError')
  .implement({
    description: 'A day that PostHog failed to compute.',
    fields: (t) => ({
      date: t.expose('date', { type: 'Date', description: 'The day.' }),
      message: t.exposeString('message', { description: "PostHog's message." }),
    }),
  });

interface PendingRecalculation {
  readonly status: Wire['RecalculationStatus'];
  readonly createdAt: string | null;
}

const RecalculationStateRef = builder
  .objectRef<PendingRecalculation>('TimeseriesRecalculationState')
  .implement({
    description: 'A recalculation of a series that has not finished.',
    fields: (t) => ({
      ...RecalculationStatus.fields(t, 'status', {
        description: 'PENDING or IN_PROGRESS.',
        word: ({ status }) => status,
      }),
      createdAt: t.field({
        type: 'DateTime',
        description: 'When it was requested.',
        nullable: true,
        resolve: ({ createdAt }) => createdAt,
      }),
    }),
  });

builder.objectType(TimeseriesRef, {
  description:
    'Daily results of one metric, in the same form for every kind of metric and both engines.',
  fields: (t) => ({
    ...TimeseriesStatus.fields(t, 'status', {
      description: 'How much of the whole series has been computed.',
      word: ({ row }) => row.status,
    }),
    points: t.expose('points', {
      type: [TimeseriesPointRef],
      description:
        'Every day from the launch to the end (or today), oldest first, limited to `from` and `to`. Includes days without a result.',
    }),
    latest: t.field({
      type: TimeseriesPointRef,
      description: 'The newest day in `points` that has a result. Null if none has.',
      nullable: true,
      resolve: ({ points }) => latestPoint(points),
    }),
    errors: t.field({
      type: [TimeseriesErrorRef],
      description: 'The days in `points` that PostHog failed to compute, oldest first.',
      resolve: ({ points }) =>
        points.flatMap(({ date, error }) => (error === null ? [] : [{ date, message: error }])),
    }),
    computedAt: t.field({
      type: 'DateTime',
      description: 'When the newest day was computed. Null before the first.',
      nullable: true,
      resolve: ({ row }) => row.computed_at,
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the first day was stored, or else when the experiment was created.',
      resolve: ({ row }) => row.created_at,
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When the last day was stored, or else when the experiment was changed.',
      resolve: ({ row }) => row.updated_at,
    }),
    recalculation: t.field({
      type: RecalculationStateRef,
      description: 'The recalculation in progress. Null if there is none.',
      nullable: true,
      resolve: ({ row }) =>
        row.recalculation_status && {
          status: row.recalculation_status,
          createdAt: row.recalculation_created_at,
        },
    }),
    staleReason: t.field({
      type: StaleReason.ref,
      description:
        "Why the series may be out of date or gets no new days. Null if it was read within its cache lifetime and PostHog's daily job still updates it. Computed by this API from how the data was obtained, the recalculation, and the dates of the experiment.",
      nullable: true,
      resolve: ({ row, metric }, _args, { clock }) =>
        rowAge(row, clock).staleReason ??
        staleReasonOf(row, metric.use?.experiment.row ?? {}, clock),
    }),
    ...staleness(t),
    formattedResults: t.string({
      description:
        'The whole series as a table in plain text, formatted by PostHog for language models. Null on older servers.',
      nullable: true,
      resolve: ({ row }) => {
        const text = (row as { formatted_results?: unknown }).formatted_results;
        return typeof text === 'string' ? text : null;
      },
    }),
  }),
});
