import { beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import type { Api, Experiment, Refusal } from '../../support/api.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const sandbox = useCheckedSandbox({ now: '2026-11-21T10:00:00Z' });
let api: Api;

beforeEach(() => {
  sandbox().reset();
  api = apiOf(sandbox());
});

const PATH = 'experiments/create_from_prompt/';
const wish = (more: object = {}) => ({
  prompt_name: 'support-reply',
  versions: [1, 2, 4],
  templates: ['latency', 'eval_pass_rate'],
  ...more,
});

describe('an experiment over versions of an LLM prompt', () => {
  it('splits users evenly, with the remainder on the last version and the version as payload', async () => {
    const { status, body } = await api.post<Experiment>(PATH, wish());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'support-reply: v1, v2, v4 (latency, eval_pass_rate)',
      status: 'draft',
      parameters: {
        feature_flag_variants: [
          { key: 'control', name: 'v1', rollout_percentage: 33 },
          { key: 'test-1', name: 'v2', rollout_percentage: 33 },
          { key: 'test-2', name: 'v4', rollout_percentage: 34 },
        ],
        feature_flag_payloads: { 'test-2': '{"prompt_name":"support-reply","prompt_version":4}' },
      },
      metrics: [
        {
          metric_type: 'mean',
          goal: 'decrease',
          source: {
            event: '$ai_generation',
            math: 'sum',
            math_property: '$ai_latency',
            properties: [{ key: '$ai_prompt_name', value: ['support-reply'], operator: 'exact' }],
          },
        },
        { metric_type: 'ratio', numerator: { event: '$ai_evaluation' } },
      ],
    });
  });

  it('is found by the name of its prompt', async () => {
    const { body } = await api.post<Experiment>(PATH, wish());
    const found = await api.get<{ results: { id: number }[] }>(
      'experiments/?prompt_name=support-reply',
    );
    expect(found.body.results.map(({ id }) => id)).toEqual([body.id]);
  });

  it('appends a number to its flag key when the plain one is taken', async () => {
    const keys: string[] = [];
    for (let time = 0; time < 3; time += 1)
      keys.push((await api.post<Experiment>(PATH, wish())).body.feature_flag_key);
    const slug = 'support-reply-v1-v2-v4-latency-eval_pass_rate';
    expect(keys).toEqual([slug, `${slug}-2`, `${slug}-3`]);
  });

  it.each([
    ['versions', { versions: [1, 1] }, 'invalid_input', 'versions must not contain duplicates.'],
    [
      'templates',
      { templates: ['cost', 'cost'] },
      'invalid_input',
      'templates must not contain duplicates.',
    ],
    [
      'versions',
      { versions: [2, 9, 8] },
      'invalid_input',
      "Versions not found for prompt 'support-reply': [9, 8]",
    ],
    [
      'versions',
      { prompt_name: 'unknown' },
      'invalid_input',
      "Versions not found for prompt 'unknown': [1, 2, 4]",
    ],
    ['versions', { versions: [1] }, 'min_length', 'Ensure this field has at least 2 elements.'],
    [
      'versions',
      { versions: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
      'max_length',
      'Ensure this field has no more than 10 elements.',
    ],
    [
      'versions__1',
      { versions: [1, 0] },
      'min_value',
      'Ensure this value is greater than or equal to 1.',
    ],
    ['templates__0', { templates: ['speed'] }, 'invalid_choice', '"speed" is not a valid choice.'],
    [
      'feature_flag_key',
      { feature_flag_key: 'one-page-checkout' },
      'invalid_input',
      "Feature flag 'one-page-checkout' already exists for this team. Pick a different key, or omit this field to auto-generate one.",
    ],
  ])('refuses bad %s: %j', async (attr, change, code, detail) => {
    const refused = await api.post<Refusal>(PATH, wish(change));
    expect(refused).toEqual({
      status: 400,
      body: { type: 'validation_error', code, detail, attr },
    });
  });
});
