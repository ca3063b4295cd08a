import { json, type Respond } from './fake-posthog.ts';

/** A PostHog whose experiments have a version that every write increases; it answers writes with the experiment. */
export function versionedPostHog(delay: () => number = () => 0) {
  const versions = new Map<number, number>();
  const versionOf = (id: number) => versions.get(id) ?? 0;
  const experiment = (id: number) => ({
    id,
    version: versionOf(id),
    feature_flag: { id: 100 + (id % 3) },
  });
  const after = (ms: number, act: () => void) => (ms > 0 ? void setTimeout(act, ms) : act());
  const answer: Respond = (response, request, index) => {
    const id = Number(/experiments\/(\d+)/.exec(request.url)?.[1]);
    // The state is read and changed somewhere on the way, and the answer arrives later.
    after(delay(), () => {
      if (request.method !== 'GET') versions.set(id, versionOf(id) + 1);
      const body = Number.isNaN(id)
        ? { count: 8, results: [1, 2, 3, 4, 5, 6, 7, 8].map(experiment) }
        : experiment(id);
      after(delay(), () => json(200, body)(response, request, index));
    });
  };
  return { answer, versionOf };
}
