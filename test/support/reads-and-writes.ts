import { createMemoryStore } from '../../src/shared-store/memory-store.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { noon, replicasOver } from './upstream-replicas.ts';
import { versionedPostHog } from './versioned-posthog.ts';

const OBJECTS = 8;

/** A generator of numbers in [0, 1), the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Operation {
  readonly kind: 'detail' | 'list' | 'write';
  readonly id: number;
  readonly replica: number;
  /** Milliseconds that pass before it. */
  readonly pause: number;
}

function operations(count: number, replicas: number, seed: number): readonly Operation[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const kind = random();
    return {
      kind: kind < 0.15 ? 'write' : kind < 0.45 ? 'list' : 'detail',
      id: 1 + Math.floor(random() * OBJECTS),
      replica: Math.floor(random() * 3) % replicas,
      pause: random() < 0.02 ? 2_000 : 1,
    };
  });
}

/** The versions of what was read, by id. */
function versionsIn(answer: unknown): readonly { id: number; version: number }[] {
  const { results, ...one } = answer as { results?: unknown };
  return (results ?? [one]) as readonly { id: number; version: number }[];
}

export interface ReadsAndWrites {
  readonly operations: number;
  readonly seed: number;
  readonly replicas: number;
  /** How many are under way at the same time. */
  readonly together: number;
  /** Each replica's connection to what they share; by default a store in memory. */
  readonly stores?: readonly SharedStore[];
}

/**
 * Runs random reads and writes of eight objects over several replicas.
 * @returns calls to PostHog, and the reads that were older than a write answered before they began
 */
export async function runReadsAndWrites(options: ReadsAndWrites) {
  const { operations: count, seed, replicas, together } = options;
  const clock = { now: noon };
  const inMemory = createMemoryStore({ now: () => clock.now, isShared: true });
  const stores = options.stores ?? Array.from({ length: replicas }, () => inMemory);
  const random = randomNumbers(seed + 1);
  const posthog = versionedPostHog(together > 1 ? () => Math.floor(random() * 3) : undefined);
  await using world = await replicasOver(posthog.answer, { stores, clock, concurrency: 50 });
  const path = { project_id: '1' };
  const answered = new Map<number, number>();
  const older: string[] = [];
  const waiting = [...operations(count, replicas, seed)];

  const perform = async ({ kind, id, replica }: Operation) => {
    // The clock is set far ahead while others are under way.
    const client = world.client(replica, { deadline: clock.now + 3_600_000 });
    if (kind === 'write') {
      const [done] = versionsIn(
        await client.call('experiments_pause_create', { path: { ...path, id } }),
      );
      answered.set(id, Math.max(answered.get(id) ?? 0, done!.version));
      return;
    }
    const before = new Map(answered);
    const answer =
      kind === 'list'
        ? await client.call('experiments_list', { path })
        : await client.call('experiments_retrieve', { path: { ...path, id } });
    for (const one of versionsIn(answer))
      if (one.version < (before.get(one.id) ?? 0)) older.push(`${kind} ${one.id} at ${replica}`);
  };
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      world.clock.now += next.pause;
      await perform(next);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return { calls: world.calls().length, older };
}
