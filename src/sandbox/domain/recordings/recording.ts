import { createHash } from 'node:crypto';
import type { Experiment, FlagVariant, Project } from '../../model/entities.ts';
import { flagVariantsOf } from '../flag/config.ts';
import { randomStream } from '../../statistics/random.ts';
import type { Store } from '../../model/store.ts';
import { DAY_MS } from '../../model/zone.ts';

/** One session recording, generated from its project, day and number alone, so that none has to be stored. */
export interface Recording {
  id: string;
  /** The person of the session. Regular users return, so several recordings share a person. */
  person: number;
  start: Date;
  seconds: number;
}

/** How a recorded session was exposed to an experiment. */
export interface Exposure {
  variant: string;
  /** In order of exposure; more than one when the variant changed during the session. */
  variantsSeen: string[];
  at: Date;
}

const PER_DAY = 24;
const PERSONS = 400;
/** Days for which PostHog retains recordings. */
const RETENTION_DAYS = 90;

/** Recordings of a project that started in [from, to) and are still retained at `now`, newest first. */
export function recordingsBetween(project: Project, from: Date, to: Date, now: Date): Recording[] {
  const oldest = Math.max(from.getTime(), now.getTime() - RETENTION_DAYS * DAY_MS);
  const newest = Math.min(to.getTime(), now.getTime());
  const recordings: Recording[] = [];
  for (let day = Math.floor(oldest / DAY_MS); day * DAY_MS < newest; day += 1)
    for (let number = 0; number < PER_DAY; number += 1)
      recordings.push(recording(project, day, number));
  return recordings
    .filter(({ start }) => start.getTime() >= oldest && start.getTime() < newest)
    .toSorted((a, b) => b.start.getTime() - a.start.getTime());
}

/** Finds a retained recording by its session id, whose prefix encodes its start time. */
export function findRecording(project: Project, id: string, now: Date): Recording | undefined {
  if (!/^[\da-f-]{36}$/.test(id)) return undefined;
  const time = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  return recordingsBetween(project, new Date(time), new Date(time + 1), now).find(
    (one) => one.id === id,
  );
}

function recording(project: Project, day: number, number: number): Recording {
  const random = randomStream('recording', project.id, day, number);
  const start = new Date(Math.floor(day * DAY_MS + random.between(6, 23) * 3_600_000));
  return {
    id: sessionId(project, day, number, start),
    person: Math.floor(random.unit() * PERSONS),
    start,
    seconds: Math.round(random.between(40, 1_500)),
  };
}

/** Session ids are UUIDv7: a timestamp followed by random bits. */
function sessionId(project: Project, day: number, number: number, start: Date): string {
  const hex = createHash('sha256').update(`session/${project.uuid}/${day}/${number}`).digest('hex');
  const time = start.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-9${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

/** Share of the sessions that reach the code where an experiment's flag is evaluated. */
const REACHING = 0.7;
const CHANGING = 0.02;

/** A session's exposure to an experiment; null when it was not running then, or the session did not reach its flag. */
export function exposureOf(
  store: Store,
  experiment: Experiment,
  { id, person, start, seconds }: Recording,
): Exposure | null {
  if (experiment.start_date === null || start < new Date(experiment.start_date)) return null;
  if (experiment.end_date !== null && start >= new Date(experiment.end_date)) return null;
  const flag = store.flags.get(experiment.feature_flag);
  const rollout = flag?.filters.groups[0]?.rollout_percentage ?? 100;
  const random = randomStream('exposure', experiment.id, id);
  if (random.unit() >= (REACHING * rollout) / 100) return null;
  const variants = flagVariantsOf(flag);
  // A person has the same variant in every session.
  const own = variantAt(variants, randomStream('variant', experiment.id, person).unit());
  if (own === undefined) return null;
  const other = variants.find(({ key }) => key !== own)?.key;
  const changed = other !== undefined && random.unit() < CHANGING;
  return {
    variant: own,
    variantsSeen: changed ? [own, other] : [own],
    at: new Date(Math.floor(start.getTime() + random.between(1, seconds / 3) * 1_000)),
  };
}

function variantAt(variants: readonly FlagVariant[], place: number): string | undefined {
  let reached = 0;
  for (const { key, rollout_percentage: percentage } of variants) {
    reached += percentage / 100;
    if (place < reached) return key;
  }
  return variants.at(-1)?.key;
}
