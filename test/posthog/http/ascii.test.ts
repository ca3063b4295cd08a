import fc from 'fast-check';
import { expect, it } from 'vitest';
import { operations } from '../../../src/posthog/api/operations.ts';
import { fakePostHog, failureOf, json, raw } from '../../support/fake-posthog.ts';

const experiment = { path: { project_id: '1', id: 5 } };

it('answers are decoded as UTF-8, whatever characters they contain and wherever they are', async () => {
  let body: unknown;
  await using posthog = await fakePostHog((...request) => json(200, body)(...request));
  const letters = fc.string({ unit: 'binary', maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.dictionary(letters, fc.array(letters)), async (given) => {
      body = { ...given, id: 5 };
      const answer = await posthog.client().perform(operations.experiments_retrieve, experiment);
      expect(answer).toEqual(JSON.parse(JSON.stringify(body)));
    }),
    { numRuns: 60 },
  );
});

it.each(['{"id": 5}é', '\u{feff}{"id": 5}', 'é', '{"id": 5, "name": "\\é"}'])(
  'characters where JSON has none make an answer invalid: %s',
  async (text) => {
    const type = { 'content-type': 'application/json' };
    await using posthog = await fakePostHog(raw(200, type, text));
    const failure = await failureOf(posthog.client().call('experiments_retrieve', experiment));
    expect(failure.kind).toBe('malformed');
  },
);
