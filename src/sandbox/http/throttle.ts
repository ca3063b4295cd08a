import type { ApiKey, Project } from '../model/entities.ts';
import { throttled } from '../model/errors.ts';
import type { RouteLimit, SandboxRoute } from '../model/route.ts';

/** One counted set of requests: those of a key, or of all callers of a project. */
export interface ThrottleBucket {
  id: string;
  /** Requests allowed in a sliding minute and in a sliding hour. */
  limit: Pick<RouteLimit, 'minute' | 'hour'>;
}

const DEFAULT = { minute: 480, hour: 4_800 };
const WINDOWS = [
  ['minute', 60_000],
  ['hour', 3_600_000],
] as const;

/**
 * The buckets in which a request is counted (docs/posthog/rate-limits.md#what-is-counted). OAuth tokens are counted
 * only where all callers of a project are.
 */
export function bucketsOf(
  route: Pick<SandboxRoute, 'limit'>,
  key: ApiKey,
  project: Project | undefined,
): ThrottleBucket[] {
  const { limit } = route;
  if (limit?.per === 'project') return [{ id: `${limit.name}/${project?.id}`, limit }];
  switch (key.kind ?? 'personal') {
    case 'project_secret':
      return [
        { id: key.id, limit: DEFAULT },
        { id: `project secret keys/${key.scoped_teams[0]}`, limit: DEFAULT },
      ];
    case 'oauth':
      return [];
    default:
      return [limit ? { id: `${limit.name}/${key.id}`, limit } : { id: key.id, limit: DEFAULT }];
  }
}

/** Sliding windows per bucket, counted the way DRF's SimpleRateThrottle counts. */
export class Throttle {
  /** Whether the loaded case wants throttling, whatever the profile says. */
  isOn = false;
  /** Times of accepted requests per bucket and window, oldest first. */
  readonly #history = new Map<string, number[][]>();

  /** Counts one request in all buckets. @throws ApiError 429 with the longest wait when a window is full */
  check(buckets: readonly ThrottleBucket[], now: number): void {
    let wait: number | null = null;
    for (const { id, limit } of buckets) {
      for (const [index, [name, windowMs]] of WINDOWS.entries()) {
        const times = this.#times(id, index);
        dropOld(times, now - windowMs);
        if (times.length >= limit[name]) {
          const untilFree = ((times[0] ?? now) + windowMs - now) / 1_000;
          wait = Math.max(wait ?? 0, untilFree);
        } else {
          times.push(now);
        }
      }
    }
    if (wait !== null) throw throttled(wait);
  }

  /** Records `count` past requests, the oldest `withinMs / 2` ago, at equal intervals until now. */
  prefill(buckets: readonly ThrottleBucket[], count: number, withinMs: number, now: number): void {
    for (const { id } of buckets) {
      for (const index of WINDOWS.keys()) {
        const times = this.#times(id, index);
        for (let n = count; n > 0; n -= 1) times.push(now - (withinMs / 2) * (n / count));
      }
    }
  }

  clear(): void {
    this.isOn = false;
    this.#history.clear();
  }

  #times(bucket: string, window: number): number[] {
    const known = this.#history.get(bucket) ?? WINDOWS.map(() => []);
    this.#history.set(bucket, known);
    return known[window] ?? [];
  }
}

function dropOld(times: number[], before: number): void {
  const fresh = times.findIndex((time) => time > before);
  times.splice(0, fresh === -1 ? times.length : fresh);
}
