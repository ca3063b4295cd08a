import { unobserved } from '../../../src/instrumentation/instrumentation.ts';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/graph/subscriptions/changes.ts';
import type { GraphContext } from '../../../src/graph/context/context.ts';
import { History } from '../../../src/graph/subscriptions/history.ts';
import { MemoryStreams } from '../../../src/shared-store/memory/streams.ts';
import type { Topic } from '../../../src/graph/subscriptions/topic.ts';
import { Watcher } from '../../../src/graph/subscriptions/watcher.ts';

interface Counted {
  readonly value: number;
}

/** A poller of a value that grows by one with every check; its checks wait until they are let go. */
function countingWatcher() {
  const compared: string[] = [];
  let value = 0;
  let go = Promise.withResolvers<void>();
  const topic: Topic<Counted> = {
    name: 'a growing number',
    projectId: '1',
    rhythm: { steadyMs: 1, quietMs: 1 },
    showsState: false,
    read: () => Promise.resolve({ value: (value += 1) }),
    tags: () => [],
    isMoving: () => false,
    isOver: () => false,
    changes(before, now) {
      compared.push(`${before.value} and ${now.value}`);
      return changesBetween({ ...before }, { ...now });
    },
  };
  const context = {
    ledger: { received: [], calls: 1 },
    planned: { end: () => undefined },
    known: { budget: () => undefined },
  } as unknown as GraphContext;
  const watcher = new Watcher(topic, {
    histories: {
      own: new History(new MemoryStreams({ now: () => 0 }), 'a growing number', 'this test'),
      shared: undefined,
    },
    reporting: { instrumentation: unobserved, startedBy: undefined },
    contextFor: () => context,
    now: () => new Date(0),
    sleep: () => go.promise,
    upstreamNow: () => 0,
    foundChanged: () => undefined,
    isOwn: () => false,
    budget: () => undefined,
    stopped: () => undefined,
  });
  const check = () => {
    const { resolve } = go;
    go = Promise.withResolvers();
    resolve();
  };
  return { watcher, compared, check };
}

describe('what a check saw', () => {
  it('is compared with each earlier state once, however many listen', async () => {
    const { watcher, compared, check } = countingWatcher();
    const listeners = Array.from({ length: 20 }, () => watcher.listen(undefined));
    await Promise.all(listeners.map((listener) => listener.next()));
    check();
    const [slow, ...quick] = listeners;
    const events = await Promise.all(quick.map((listener) => listener.next()));
    expect(events.map(({ value }) => value?.changes)).toEqual(
      quick.map(() => [{ field: 'value', before: 1, after: 2 }]),
    );
    expect(compared).toEqual(['1 and 2']);
    check();
    await Promise.all(quick.map((listener) => listener.next()));
    const late = await slow?.next();
    expect(late?.value?.changes).toEqual([{ field: 'value', before: 1, after: 3 }]);
    expect(compared).toEqual(['1 and 2', '2 and 3', '1 and 3']);
    watcher.finish({});
  });
});
