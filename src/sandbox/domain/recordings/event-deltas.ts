import type { Experiment, JsonObject } from '../../model/entities.ts';
import { baselineKey, flagVariantsOf } from '../flag/config.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { measuredMetrics } from '../series/measured-metrics.ts';
import { wireTime } from '../../model/time.ts';
import {
  exposedSessions,
  exposureWindow,
  filtersTestAccounts,
  usesStampedFallback,
} from './exposed-sessions.ts';
import type { ExposedSession } from './exposed-sessions.ts';
import { hitReader, isRecorded, metricName, hitSourcesOf } from './metric-hits.ts';

const MIN_VARIANT_PERSONS = 20;
const MAX_CARD_RECORDINGS = 10;
/** Difference of two shares, in standard errors, from which it is notable, and from which it is clear. */
const NOTABLE = 1.3;
const STRONG = 2.6;
/** 80 % power at a 5 % level, in standard errors. */
const DETECTABLE = 2.8;

interface Arm {
  key: string;
  sessions: ExposedSession[];
  persons: number;
}

/** Groups of recordings worth watching: events whose frequency in a variant's sessions differs from the baseline's. */
export function eventDeltas(request: ProjectRequest, experiment: Experiment): JsonObject {
  const { store, now } = request;
  const window = exposureWindow(experiment, now);
  const sessions = exposedSessions(request, experiment, window);
  const variants = flagVariantsOf(store.flags.get(experiment.feature_flag));
  const arms = variants.map(({ key }) => armOf(key, sessions));
  const pinned = experiment.stats_config['baseline_variant_key'];
  const baseline = arms.find(({ key }) => key === baselineKey(variants, pinned));
  const tooEarly = arms.some(({ persons }) => persons < MIN_VARIANT_PERSONS);
  const cards = baseline && !tooEarly ? cardsOf(request, experiment, baseline, arms) : [];
  const handling = experiment.exposure_criteria?.['multiple_variant_handling'];
  const changed = sessions.filter(({ exposure }) => exposure.variantsSeen.length > 1);
  return {
    cards,
    variants: arms.map(({ key, persons, sessions: own }) => ({
      key,
      persons,
      sessions: own.length,
    })),
    multiple_variant_persons: new Set(changed.map(({ recording }) => recording.person)).size,
    multiple_variant_handling: handling === 'first_seen' ? 'first_seen' : 'exclude',
    metric_events: metricEvents(request, experiment),
    date_from: wireTime(window.from),
    date_to: wireTime(window.to),
    filter_test_accounts: filtersTestAccounts(experiment),
    used_exposure_fallback: usesStampedFallback(experiment),
    sessions_truncated: false,
    events_truncated: false,
    min_variant_persons: MIN_VARIANT_PERSONS,
    max_card_recordings: MAX_CARD_RECORDINGS,
    dropped_duplicate_cards: 0,
    too_early: tooEarly,
    empty_reason: emptyReason(sessions.length, tooEarly, cards.length),
    detectable_share: tooEarly ? null : detectableShare(arms),
  };
}

function armOf(key: string, sessions: readonly ExposedSession[]): Arm {
  const own = sessions.filter(({ exposure }) => exposure.variant === key);
  return {
    key,
    sessions: own,
    persons: new Set(own.map(({ recording }) => recording.person)).size,
  };
}

function emptyReason(sessions: number, tooEarly: boolean, cards: number): string | null {
  if (cards > 0) return null;
  if (sessions === 0) return 'no_recordings';
  return tooEarly ? 'too_early' : 'no_separation';
}

/** Smallest difference between two shares around 50 % that is detectable in the smallest arm. */
const detectableShare = (arms: readonly Arm[]): number => {
  const smallest = Math.min(...arms.map(({ persons }) => persons));
  return Math.min(1, DETECTABLE * Math.sqrt((2 * 0.25) / smallest));
};

function metricEvents({ store }: ProjectRequest, experiment: Experiment): string[] {
  const names = measuredMetrics(store, experiment)
    .filter(isRecorded)
    .flatMap(({ metric }) => hitSourcesOf(metric).map(({ name }) => name));
  return [...new Set(names)];
}

/** One card per metric and variant whose share of sessions differs notably from the baseline's. */
function cardsOf(
  { store }: ProjectRequest,
  experiment: Experiment,
  baseline: Arm,
  arms: readonly Arm[],
): JsonObject[] {
  return measuredMetrics(store, experiment)
    .filter(isRecorded)
    .flatMap((metric) => {
      const length = hitSourcesOf(metric.metric).length;
      const read = hitReader(store, experiment, metric);
      const reaching = ({ sessions }: Arm): ExposedSession[] =>
        sessions.filter(
          ({ recording, exposure }) => read(recording, exposure).at(-1)?.index === length - 1,
        );
      const base = reaching(baseline);
      return arms
        .filter((arm) => arm !== baseline)
        .flatMap((arm) => {
          const own = reaching(arm);
          const distance = separation(base.length, baseline, own.length, arm);
          if (Math.abs(distance) < NOTABLE || own.length === 0) return [];
          return [
            {
              kind: 'metric',
              event: hitSourcesOf(metric.metric).at(-1)?.name ?? '',
              variant: arm.key,
              strength: Math.abs(distance) >= STRONG ? 'strong' : 'moderate',
              metric_name: metricName(store, metric),
              recording_count: own.length,
              session_ids: own.slice(0, MAX_CARD_RECORDINGS).map(({ recording }) => recording.id),
              highlights: own.slice(0, 1).map(({ recording }) => ({
                session_id: recording.id,
                reason:
                  distance > 0
                    ? 'Fired more often than in the baseline'
                    : 'Fired less often than in the baseline',
              })),
            },
          ];
        });
    });
}

/** Difference of two shares of sessions, in standard errors. */
function separation(base: number, baseline: Arm, own: number, arm: Arm): number {
  const [n, m] = [baseline.sessions.length, arm.sessions.length];
  const pooled = (base + own) / (n + m);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return error > 0 ? (own / m - base / n) / error : 0;
}
