import { describe, expect, it } from 'vitest';
import {
  Idempotency,
  MAX_LIVE_KEYS,
} from '../../../src/graph/mutations/idempotency/idempotency.ts';
import { TimeoutError } from '../../../src/posthog/errors/errors.ts';
import { createMemoryStore } from '../../../src/shared-store/memory-store.ts';

function world() {
  let ms = 1_000_000;
  const store = createMemoryStore({ now: () => ms, isShared: true });
  const replicas = [1, 2].map(() => new Idempotency(store, () => new Date(ms)));
  let performed = 0;
  /** Uses a word at a replica; resolves to what came of it. */
  const click = async (
    credential: string,
    key: string,
    { hasChanged = true, replica = 0 } = {},
  ) => {
    const once = await replicas[replica]!.once(
      { credential, mutation: 'launchExperiment', key },
      { id: 1 },
      {
        perform: () => Promise.resolve((performed += 1)),
        hasChanged: () => hasChanged,
        recover: undefined,
        lost: () => new TimeoutError({ operation: undefined, message: 'Lost.' }),
        msLeft: () => 1_000,
      },
    );
    return 'outcome' in once && 'answer' in once.outcome
      ? `${once.kind} ${once.outcome.answer}`
      : once.kind;
  };
  return { first: replicas[0]!, click, pass: (span: number) => (ms += span) };
}

describe('the idempotency keys of one credential', () => {
  it('are refused when a replica has too many, and none is forgotten for it', async () => {
    const { first, click, pass } = world();
    for (let word = 0; word < MAX_LIVE_KEYS; word += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await click('one', `word${word}`);
    }
    expect(await click('one', 'one too many')).toBe('too-many');
    expect(await click('one', 'word0')).toBe('repeat 1');
    expect(await click('one', 'word0', { replica: 1 })).toBe('repeat 1');
    expect(await click('other', 'word0')).toBe(`first ${MAX_LIVE_KEYS + 1}`);
    pass(600_000);
    expect(await click('one', 'one too many')).toBe(`first ${MAX_LIVE_KEYS + 2}`);
    expect(first.size).toBe(1);
  });

  it('do not count when nothing was changed', async () => {
    const { first, click } = world();
    expect(await click('one', 'word', { hasChanged: false })).toBe('first 1');
    expect(await click('one', 'word', { hasChanged: false, replica: 1 })).toBe('first 2');
    expect(await click('one', 'word', { hasChanged: false })).toBe('first 3');
    expect(first.size).toBe(0);
  });
});
