/** How much an event matters. */
export type EventSeverity = 'INFO' | 'WARNING' | 'CRITICAL';

/** One type of event, as the documentation describes it. */
export interface EventTypeDescription {
  /** When it occurs, as a sentence. */
  readonly when: string;
  /** The severity; a list where it depends on what was found. */
  readonly severities: readonly EventSeverity[];
  /** The properties of `data`, with their meaning. */
  readonly data: Readonly<Record<string, string>>;
}

const type = (description: EventTypeDescription) => description;

const RESULT = {
  asOf: 'up to when the results have data; null if PostHog does not say',
  beforePlannedEnd:
    'whether the results are read before the planned end; null if no end was planned',
} as const;
const DECISION = {
  recommendation: 'as `Experiment.decision` has it',
  variant: 'key of the variant to ship; null unless the recommendation is SHIP',
  because: 'the reasons, in English',
  previous: 'the recommendation before; null if there was none',
  ...RESULT,
} as const;
const FINDING = {
  code: 'code of the finding, as `Experiment.findings` has it',
  finding: 'what was found, in English, with the numbers',
  metricUuid: '`uuid` of the metric it is about; null if it is about none',
  variantKey: 'key of the variant it is about; null if it is about none',
} as const;

/**
 * Every type of event about an experiment. Names that GrowthBook's webhooks have too mean the same there: `started`,
 * `stopped`, `endingSoon`, `stale`, `warning`, `info.significance`, `decision.ship`, `decision.rollback`,
 * `decision.review`, `health.noData` and `health.queryFailed`.
 */
export const eventTypes = {
  'experiment.started': type({
    when: 'It was launched.',
    severities: ['INFO'],
    data: { startedAt: 'when it was launched' },
  }),
  'experiment.paused': type({
    when: 'It was paused, so that its flag serves nobody.',
    severities: ['INFO'],
    data: { previous: 'the status before' },
  }),
  'experiment.resumed': type({
    when: 'It runs again after a pause or a frozen exposure.',
    severities: ['INFO'],
    data: { previous: 'the status before' },
  }),
  'experiment.stopped': type({
    when: 'It has ended.',
    severities: ['INFO'],
    data: {
      endedAt: 'when it ended',
      conclusion: 'the recorded conclusion, such as WON; null if none is recorded',
    },
  }),
  'experiment.endingSoon': type({
    when: 'It is running, and its planned end is at most 24 hours away.',
    severities: ['INFO'],
    data: { plannedEnd: 'the planned end: the launch and the recommended running time' },
  }),
  'experiment.info.significance': type({
    when: 'A variant has become significantly different from the baseline by a metric, or significant in the other direction.',
    severities: ['INFO', 'WARNING'],
    data: {
      metric: 'name of the metric',
      metricUuid: '`uuid` of the metric',
      variant: 'key of the variant',
      direction: 'BETTER, WORSE (then it is a WARNING) or UNCHANGED; null if the goal is not known',
      delta:
        'relative change from the baseline that the statistics describe (the middle of the interval), as a fraction; null if there is none',
      alwaysValid:
        'whether the interval that stays valid however often it is read excludes zero on the same side too; null if there is none',
      ...RESULT,
    },
  }),
  'experiment.decision.ship': type({
    when: 'The decision has become SHIP, or names another variant.',
    severities: ['INFO'],
    data: DECISION,
  }),
  'experiment.decision.rollback': type({
    when: 'The decision has become ROLL_BACK.',
    severities: ['CRITICAL'],
    data: DECISION,
  }),
  'experiment.decision.review': type({
    when: 'The decision has become REVIEW.',
    severities: ['WARNING'],
    data: DECISION,
  }),
  'experiment.decision.changed': type({
    when: 'The decision has become KEEP_RUNNING or STOP_INCONCLUSIVE after another one.',
    severities: ['INFO'],
    data: DECISION,
  }),
  'experiment.warning': type({
    when: 'There is a new finding by which the results cannot be trusted, such as SAMPLE_RATIO_MISMATCH, or it has become more severe.',
    severities: ['WARNING', 'CRITICAL'],
    data: FINDING,
  }),
  'experiment.health.noData': type({
    when: 'There is a new finding NO_EXPOSURES: nobody has been exposed for more than 24 hours since the launch.',
    severities: ['CRITICAL'],
    data: FINDING,
  }),
  'experiment.health.queryFailed': type({
    when: 'There is a new finding METRIC_FAILING or METRIC_NEVER_COMPUTED.',
    severities: ['WARNING', 'CRITICAL'],
    data: FINDING,
  }),
  'experiment.stale': type({
    when: 'There is a new finding of something forgotten: PAST_PLANNED_END, STALE_DRAFT, FLAG_STILL_SPLITS or DAILY_RESULTS_STOPPED.',
    severities: ['INFO', 'WARNING'],
    data: FINDING,
  }),
  'experiment.guard.fired': type({
    when: 'A guard or the scheduled end of an experiment has fired, at the watcher only.',
    severities: ['WARNING', 'CRITICAL'],
    data: {
      guard: 'name of the guard, or `scheduled end`',
      kind: 'METRIC, FINDING or SCHEDULED_END',
      action: 'NOTIFY, PAUSE, END or SHIP',
      variant: 'key of the variant that is shipped; null for other actions',
      outcome:
        'NOTIFIED, DONE, ALREADY_DONE (found done; by this guard or by somebody else), DONE_WITH_ANOTHER (another guard acted), REFUSED or UNCERTAIN',
      because: 'the reasons, in English, with the numbers',
      note: 'what there is to know about the outcome; null if nothing',
    },
  }),
} as const satisfies Readonly<Record<string, EventTypeDescription>>;

export type EventType = keyof typeof eventTypes;

/** The types in the order of the documentation. */
export const eventTypeNames = Object.keys(eventTypes) as readonly EventType[];

/** The name of a type in the GraphQL schema: `experiment.health.noData` is HEALTH_NO_DATA. */
export const graphqlNameOf = (name: EventType): string =>
  name
    .replace(/^experiment\./, '')
    .replaceAll('.', '_')
    .replaceAll(/[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase();
