import { builder } from '../../core/builder.ts';
import { MultipleVariantHandling } from '../experiment/enums.ts';
import type { Wire } from '../../core/wire.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { SessionEventDeltasRef } from './ref.ts';

const WatchCardKind = wireEnum('WatchCardKind', 'Why a group of recordings is worth watching.', {
  behavior: ['BEHAVIOR', 'Something was done more or less often than in other variants.'],
  friction: ['FRICTION', 'Something went wrong more often than in other variants.'],
  metric: ['METRIC', 'It is about an event of a metric.'],
  variant_only: ['VARIANT_ONLY', 'It happened in this variant alone.'],
  other: ['OTHER', 'For a reason this API does not know; see `kindText`.'],
});

const NoCardsReason = wireEnum('NoCardsReason', 'Why there is nothing worth watching.', {
  too_early: ['TOO_EARLY', 'Too few people have been exposed so far.'],
  no_separation: ['NO_SEPARATION', 'The variants behave alike.'],
  underpowered: ['UNDERPOWERED', 'There are too few people to tell variants apart.'],
  no_recordings: ['NO_RECORDINGS', 'The sessions were not recorded.'],
  no_session_linked_exposures: [
    'NO_SESSION_LINKED_EXPOSURES',
    'Exposures do not say which session they were in.',
  ],
  other: ['OTHER', 'For a reason this API does not know; see `emptyReasonText`.'],
});

const WatchHighlightRef = builder
  .objectRef<Wire['ExperimentWatchHighlight']>('WatchHighlight')
  .implement({
    description: 'One recording to begin with.',
    fields: (t) => ({
      sessionId: t.exposeString('session_id', { description: 'Id of the recording.' }),
      reason: t.exposeString('reason', { description: "Why this one, in PostHog's words." }),
    }),
  });

const WatchCardRef = builder.objectRef<Wire['ExperimentWatchCard']>('WatchCard').implement({
  description: 'A group of recordings worth watching.',
  fields: (t) => ({
    kind: t.field({
      type: WatchCardKind.ref,
      description: 'Why it is worth watching.',
      resolve: ({ kind }) => WatchCardKind.readOr(kind, 'other'),
    }),
    kindText: t.string({
      description: "Why it is worth watching, in PostHog's own word. Wire name `kind`.",
      resolve: ({ kind }) => kind,
    }),
    event: t.exposeString('event', { description: 'The event it is about.' }),
    variant: t.exposeString('variant', { description: 'Key of the variant it is about.' }),
    strength: t.exposeString('strength', {
      description: "How clear it is, in PostHog's words; null where PostHog does not say.",
      nullable: true,
    }),
    metricName: t.exposeString('metric_name', {
      description: 'Name of the metric it is about; null when it is about none.',
      nullable: true,
    }),
    recordingCount: t.exposeInt('recording_count', {
      description: 'How many recordings there are; `sessionIds` may hold fewer.',
    }),
    sessionIds: t.exposeStringList('session_ids', { description: 'Ids of the recordings.' }),
    highlights: t.field({
      type: [WatchHighlightRef],
      description: 'The recordings to begin with.',
      resolve: ({ highlights }) => highlights,
    }),
  }),
});

const WatchVariantRef = builder
  .objectRef<Wire['ExperimentWatchVariant']>('WatchVariant')
  .implement({
    description: 'How many people and sessions of a variant were looked at.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'Key of the variant.' }),
      persons: t.exposeInt('persons', { description: 'People looked at.' }),
      sessions: t.exposeInt('sessions', { description: 'Sessions looked at.' }),
    }),
  });

builder.objectType(SessionEventDeltasRef, {
  description: 'What people of one variant did more or less often than those of others.',
  fields: (t) => ({
    cards: t.field({
      type: [WatchCardRef],
      description: 'Groups of recordings, the most telling first.',
      resolve: ({ cards }) => cards,
    }),
    variants: t.field({
      type: [WatchVariantRef],
      description: 'What was looked at of each variant.',
      resolve: ({ variants }) => variants,
    }),
    tooEarly: t.exposeBoolean('too_early', {
      description: 'True while too few people have been exposed to say anything.',
    }),
    emptyReason: t.field({
      type: NoCardsReason.ref,
      description: 'Why there are no cards; null when there are.',
      nullable: true,
      resolve: (deltas) =>
        deltas.empty_reason === null ? null : NoCardsReason.readOr(deltas.empty_reason, 'other'),
    }),
    emptyReasonText: t.exposeString('empty_reason', {
      description: "Why there are no cards, in PostHog's own word. Wire name `empty_reason`.",
      nullable: true,
    }),
    detectableShare: t.exposeFloat('detectable_share', {
      description:
        'Smallest difference that could have been seen, as a share of people from 0 to 1; null where PostHog does not say.',
      nullable: true,
    }),
    metricEvents: t.field({
      type: ['String'],
      description: 'Events that metrics of the experiment use.',
      resolve: (deltas) => deltas.metric_events ?? [],
    }),
    multipleVariantPersons: t.exposeInt('multiple_variant_persons', {
      description: 'People who saw more than one variant.',
      nullable: true,
    }),
    multipleVariantHandling: t.field({
      type: MultipleVariantHandling.ref,
      description: 'What was done with people who saw more than one variant.',
      nullable: true,
      resolve: (deltas) => MultipleVariantHandling.readNullable(deltas.multiple_variant_handling),
    }),
    dateFrom: t.field({
      type: 'DateTime',
      description: 'Start of the time looked through.',
      resolve: (deltas) => deltas.date_from,
    }),
    dateTo: t.field({
      type: 'DateTime',
      description: 'End of the time looked through.',
      resolve: (deltas) => deltas.date_to,
    }),
    filterTestAccounts: t.exposeBoolean('filter_test_accounts', {
      description: 'True when internal and test accounts were left out.',
      nullable: true,
    }),
    usedExposureFallback: t.exposeBoolean('used_exposure_fallback', {
      description: 'True when exposure was read from the variant stamped on events.',
      nullable: true,
    }),
    sessionsTruncated: t.exposeBoolean('sessions_truncated', {
      description: 'True when there were more sessions than PostHog looks at.',
      nullable: true,
    }),
    eventsTruncated: t.exposeBoolean('events_truncated', {
      description: 'True when there were more kinds of events than PostHog looks at.',
      nullable: true,
    }),
    minVariantPersons: t.exposeInt('min_variant_persons', {
      description: 'People each variant needs before PostHog says anything.',
      nullable: true,
    }),
    maxCardRecordings: t.exposeInt('max_card_recordings', {
      description: 'Recordings a card holds at most.',
      nullable: true,
    }),
    droppedDuplicateCards: t.exposeInt('dropped_duplicate_cards', {
      description: 'Cards left out because others show the same recordings.',
      nullable: true,
    }),
  }),
});
