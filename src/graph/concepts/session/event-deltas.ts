import { builder } from '../../core/builder.ts';
import { MultipleVariantHandling } from '../experiment/enums.ts';
import type { Wire } from '../../core/wire.ts';
import { posthogEnum } from '../../core/posthog-enum.ts';
import { SessionEventDeltasRef } from './ref.ts';

const WatchCardKind = posthogEnum(
  'WatchCardKind',
  'Why a group of recordings is worth watching.',
  {
    behavior: ['BEHAVIOR', 'A behaviour was more or less frequent than in other variants.'],
    friction: ['FRICTION', 'A problem was more frequent than in other variants.'],
    metric: ['METRIC', 'It concerns an event of a metric.'],
    variant_only: ['VARIANT_ONLY', 'It occurred in this variant only.'],
    other: ['OTHER', 'A reason this API does not know; see `kindText`.'],
  },
  'other',
);

const NoCardsReason = posthogEnum(
  'NoCardsReason',
  'Why there are no recordings worth watching.',
  {
    too_early: ['TOO_EARLY', 'Too few people have been exposed so far.'],
    no_separation: ['NO_SEPARATION', 'People behave alike in all variants.'],
    underpowered: ['UNDERPOWERED', 'There are too few people to distinguish the variants.'],
    no_recordings: ['NO_RECORDINGS', 'The sessions were not recorded.'],
    no_session_linked_exposures: [
      'NO_SESSION_LINKED_EXPOSURES',
      'Exposure events carry no session ID.',
    ],
    other: ['OTHER', 'A reason this API does not know; see `emptyReasonText`.'],
  },
  'other',
);

const WatchHighlightRef = builder
  .objectRef<Wire['ExperimentWatchHighlight']>('WatchHighlight')
  .implement({
    description: 'A recording to watch first.',
    fields: (t) => ({
      sessionId: t.exposeString('session_id', { description: 'ID of the recording.' }),
      reason: t.exposeString('reason', {
        description: 'Why this recording was chosen, as PostHog words it.',
      }),
    }),
  });

const WatchCardRef = builder.objectRef<Wire['ExperimentWatchCard']>('WatchCard').implement({
  description: 'A group of recordings worth watching.',
  fields: (t) => ({
    ...WatchCardKind.fields(t, 'kind', {
      description: 'Why the group is worth watching.',
      word: ({ kind }) => kind,
    }),
    event: t.exposeString('event', { description: 'The event the group is about.' }),
    variant: t.exposeString('variant', { description: 'Key of the variant the group is about.' }),
    strength: t.exposeString('strength', {
      description: 'Strength of the evidence, as PostHog names it. Null if PostHog does not say.',
      nullable: true,
    }),
    metricName: t.exposeString('metric_name', {
      description: 'Name of the metric the group is about. Null if it is not about a metric.',
      nullable: true,
    }),
    recordingCount: t.exposeInt('recording_count', {
      description: 'Number of recordings. `sessionIds` may contain fewer.',
    }),
    sessionIds: t.exposeStringList('session_ids', { description: 'IDs of the recordings.' }),
    highlights: t.field({
      type: [WatchHighlightRef],
      description: 'The recordings to watch first.',
      resolve: ({ highlights }) => highlights,
    }),
  }),
});

const WatchVariantRef = builder
  .objectRef<Wire['ExperimentWatchVariant']>('WatchVariant')
  .implement({
    description: 'Number of people and sessions of a variant that were analysed.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'Key of the variant.' }),
      persons: t.exposeInt('persons', { description: 'Number of people.' }),
      sessions: t.exposeInt('sessions', { description: 'Number of sessions.' }),
    }),
  });

builder.objectType(SessionEventDeltasRef, {
  description: 'Behaviour that is more or less frequent in one variant than in the others.',
  fields: (t) => ({
    cards: t.field({
      type: [WatchCardRef],
      description: 'Groups of recordings, the most informative first.',
      resolve: ({ cards }) => cards,
    }),
    variants: t.field({
      type: [WatchVariantRef],
      description: 'What was analysed, by variant.',
      resolve: ({ variants }) => variants,
    }),
    tooEarly: t.exposeBoolean('too_early', {
      description: 'True as long as too few people have been exposed for an analysis.',
    }),
    ...NoCardsReason.fields(t, 'emptyReason', {
      description: 'Why there are no cards. Null if there are any.',
      word: (deltas) => deltas.empty_reason,
    }),
    detectableShare: t.exposeFloat('detectable_share', {
      description:
        'Smallest detectable difference, as a share of people from 0 to 1. Null if PostHog does not say.',
      nullable: true,
    }),
    metricEvents: t.field({
      type: ['String'],
      description: "Events used by the experiment's metrics.",
      resolve: (deltas) => deltas.metric_events ?? [],
    }),
    multipleVariantPersons: t.exposeInt('multiple_variant_persons', {
      description: 'Number of people who saw more than one variant.',
      nullable: true,
    }),
    ...MultipleVariantHandling.fields(t, 'multipleVariantHandling', {
      description: 'How people who saw more than one variant were handled.',
      word: (deltas) => deltas.multiple_variant_handling,
    }),
    dateFrom: t.field({
      type: 'DateTime',
      description: 'Start of the period searched.',
      resolve: (deltas) => deltas.date_from,
    }),
    dateTo: t.field({
      type: 'DateTime',
      description: 'End of the period searched.',
      resolve: (deltas) => deltas.date_to,
    }),
    filterTestAccounts: t.exposeBoolean('filter_test_accounts', {
      description: 'Whether internal and test accounts were excluded.',
      nullable: true,
    }),
    usedExposureFallback: t.exposeBoolean('used_exposure_fallback', {
      description: 'Whether exposure was determined from the variant on other events.',
      nullable: true,
    }),
    sessionsTruncated: t.exposeBoolean('sessions_truncated', {
      description: 'Whether there were more sessions than PostHog analyses.',
      nullable: true,
    }),
    eventsTruncated: t.exposeBoolean('events_truncated', {
      description: 'Whether there were more kinds of events than PostHog analyses.',
      nullable: true,
    }),
    minVariantPersons: t.exposeInt('min_variant_persons', {
      description: 'Number of people each variant needs before PostHog reports differences.',
      nullable: true,
    }),
    maxCardRecordings: t.exposeInt('max_card_recordings', {
      description: 'Maximum number of recordings per card.',
      nullable: true,
    }),
    droppedDuplicateCards: t.exposeInt('dropped_duplicate_cards', {
      description: 'Number of cards omitted because others show the same recordings.',
      nullable: true,
    }),
  }),
});
