import type { History } from '../history.ts';
import type { Keeper } from '../keeper.ts';
import type { Outlet } from '../poller.ts';
import type { Leadership } from './leadership.ts';
import type { ReplicatedTopic } from './replicated-topic.ts';
import type { TopicStore } from './topic-store.ts';

export interface LeaderOutletParts {
  readonly topic: ReplicatedTopic;
  readonly shared: TopicStore;
  readonly history: History;
  readonly keeper: Keeper;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Keeps what the replica that polls sees for all, and announces each of its checks. Where the store does not answer, the
 * state is kept in this process, and the leadership is over.
 */
export function leaderOutlet(
  { topic, shared, history, keeper, now }: LeaderOutletParts,
  leadership: Leadership,
): Outlet {
  return {
    async keep(answers, check, calls) {
      if (leadership.signal.aborted) return topic.own.keep(answers, check, calls);
      try {
        return await keeper.keep(answers, check, calls);
      } catch (error) {
        leadership.failed(error);
        return topic.own.keep(answers, check, calls);
      }
    },
    checked(progress) {
      const { id, check } = topic.latest() ?? {};
      if (id === undefined || !check || !history.has(id)) return;
      leadership.adapt();
      const untilNextMs = (check.nextAt?.getTime() ?? 0) - now();
      shared.announce({ ...progress, id, check }, untilNextMs).catch((error: unknown) => {
        leadership.failed(error);
      });
    },
  };
}
