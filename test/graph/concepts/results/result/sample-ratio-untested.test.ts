import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { asColleague } from '../../../../support/sandbox-control.ts';
import {
  manglingPostHog,
  withText,
  type Mangle,
  type ManglingPostHog,
} from '../../../../support/mangling-posthog.ts';

let real: TestGraph;
let posthog: ManglingPostHog;
let graph: TestGraph;
beforeAll(async () => {
  real = await startGraph();
  posthog = await manglingPostHog(real.sandbox.url);
  graph = await startGraph({ host: posthog.url });
});
afterAll(async () => {
  await graph.close();
  await posthog.close();
  await real.close();
});
beforeEach(() => posthog.mangles());

const ask = async (id: number) => {
  const { data, errors, calls } = await graph.query(
    'query ($id: ID) { experiment(id: $id) { sampleRatioUntested sampleRatioMismatch { suspicious pValue } } }',
    { id: String(id) },
  );
  expect(errors).toBeUndefined();
  return { ...data['experiment'], calls };
};

/** Changes the text of the flag in the answer of the detail. */
const inDetail =
  (change: (text: string) => string): Mangle =>
  (answer, { url }) =>
    /experiments\/\d+\/$/.test(url) ? withText(answer, change) : answer;

describe('the reason why a split was not tested', () => {
  it('is null where it was tested, and takes no call of its own', async () => {
    expect(await ask(24)).toMatchObject({
      sampleRatioUntested: null,
      sampleRatioMismatch: { suspicious: true },
      calls: 2,
    });
  });

  it('is that nothing was computed', async () => {
    expect(await ask(28)).toMatchObject({
      sampleRatioUntested: 'NO_RESULTS',
      sampleRatioMismatch: null,
    });
  });

  it('is that a share is missing: no arithmetic is done with it', async () => {
    posthog.mangles(
      inDetail((text) =>
        text.replaceAll(/("key":"test","name":"[^"]*"),"rollout_percentage":50/g, '$1'),
      ),
    );
    expect(await ask(24)).toMatchObject({
      sampleRatioUntested: 'UNKNOWN_SHARE',
      sampleRatioMismatch: null,
    });
  });

  it('is that a release condition pins a variant', async () => {
    posthog.mangles(
      inDetail((text) =>
        text.replaceAll('"rollout_percentage":100', '"rollout_percentage":100,"variant":"test"'),
      ),
    );
    expect(await ask(24)).toMatchObject({
      sampleRatioUntested: 'PINNED_VARIANT',
      sampleRatioMismatch: null,
    });
  });

  it('is that the split has changed since people were assigned', async () => {
    posthog.mangles(
      inDetail((text) =>
        text.replaceAll(/("key":"control",[^}]*"rollout_percentage"):50/g, '$1:0'),
      ),
    );
    expect(await ask(24)).toMatchObject({
      sampleRatioUntested: 'SPLIT_CHANGED',
      sampleRatioMismatch: null,
    });
  });

  it('is that a variant was shipped at the end, which is no finding and makes no decision invalid', async () => {
    const shipped = { variant_key: 'test', conclusion: 'won' };
    await asColleague(real.sandbox, 'POST', 'experiments/15/ship_variant/', shipped);
    const { data } = await graph.query(`{ experiment(id: 15) {
      sampleRatioUntested sampleRatioMismatch { pValue }
      findings(code: [SAMPLE_RATIO_UNTESTED, SAMPLE_RATIO_MISMATCH]) { code }
      decision { recommendation criteria { name met detail } }
    } }`);
    expect(data['experiment']).toMatchObject({
      sampleRatioUntested: 'VARIANT_SHIPPED',
      sampleRatioMismatch: null,
      findings: [],
      decision: {
        recommendation: 'SHIP',
        criteria: expect.arrayContaining([
          { name: 'SPLIT', met: null, detail: 'The split could not be tested: variant shipped.' },
        ]) as unknown,
      },
    });
  });
});
