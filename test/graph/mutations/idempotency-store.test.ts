import { describe, expect, it } from 'vitest';
import { IdempotencyStore, MAX_LIVE_KEYS } from '../../../src/graph/mutations/idempotency.ts';

function world() {
  let ms = 1_000_000;
  const store = new IdempotencyStore(() => new Date(ms));
  let performed = 0;
  return {
    store,
    /** Claims a word; resolves to what came of it. */
    click: async (credential: string, key: string, hasChanged = true): Promise<string> => {
      const claim = store.claim(
        { credential, mutation: 'launchExperiment', key },
        { id: 1 },
        {
          perform: () => Promise.resolve((performed += 1)),
          hasChanged: () => hasChanged,
        },
      );
      return 'answer' in claim ? `${claim.kind} ${await claim.answer}` : claim.kind;
    },
    pass: (span: number) => (ms += span),
  };
}

describe('the words of one credential', () => {
  it('are refused when there are too many, and none is forgotten for it', async () => {
    const { store, click, pass } = world();
    for (let word = 0; word < MAX_LIVE_KEYS; word += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await click('one', `word${word}`);
    }
    expect(await click('one', 'one too many')).toBe('too-many');
    expect(await click('one', 'word0')).toBe('repeat 1');
    expect(await click('other', 'word0')).toBe(`first ${MAX_LIVE_KEYS + 1}`);
    pass(600_000);
    expect(await click('one', 'one too many')).toBe(`first ${MAX_LIVE_KEYS + 2}`);
    expect(store.size).toBe(1);
  });

  it('leave nothing behind when nothing was changed', async () => {
    const { store, click } = world();
    expect(await click('one', 'word', false)).toBe('first 1');
    expect(await click('one', 'word', false)).toBe('first 2');
    expect(store.size).toBe(0);
  });
});
