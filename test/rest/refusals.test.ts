import { request as rawRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

let rest: RestOnSandbox;
beforeAll(async () => {
  rest = await startRest();
  rest.sandbox.clearRequests();
});
afterAll(() => rest.close());
const root = '/v1/api/projects/1';
const invalid = (attr: string | null, code: string, detail: string) => ({
  type: 'validation_error',
  code,
  detail,
  attr,
});

describe('a query is refused before any upstream call', () => {
  it.each<[string, unknown]>([
    ['experiments?nope=1', invalid('nope', 'invalid_input', 'Unknown query parameter.')],
    [
      'experiments?feature_flag_id=x',
      invalid(null, 'invalid_input', 'feature_flag_id must be an integer'),
    ],
    [
      'experiments/5/timeseries-results?fingerprint=f',
      invalid(null, 'invalid_input', 'metric_uuid query parameter is required'),
    ],
    [
      'experiments/5/timeseries-results',
      invalid(null, 'invalid_input', 'metric_uuid query parameter is required'),
    ],
    [
      'experiments/5/timeseries-results?metric_uuid=m&fingerprint=',
      invalid(null, 'invalid_input', 'fingerprint query parameter is required'),
    ],
    ['experiments/session-context', invalid('session_id', 'required', 'This field is required.')],
    ['experiments/eligible-feature-flags?limit=x', { error: 'Invalid limit or offset' }],
    [
      'experiments/eligible-feature-flags?created_by_id=me',
      invalid('created_by_id', 'invalid_input', 'A valid integer is required.'),
    ],
    [
      'feature-flags?type=bogus',
      invalid('type', 'invalid_choice', '"bogus" is not a valid choice.'),
    ],
    ['experiments/stats?limit=1', invalid('limit', 'invalid_input', 'Unknown query parameter.')],
  ])('%s', async (path, body) => {
    const answer = await rest.call('GET', `${root}/${path}`);
    expect(answer).toMatchObject({ status: 400, calls: 0 });
    expect(answer.body).toEqual(body);
  });
});

const named = { name: 'n', feature_flag_key: 'k' };
const wrongMoment =
  'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].';

describe('a body is refused before any upstream call', () => {
  it.each<[string, string, unknown, unknown]>([
    ['no body', 'experiments', undefined, invalid('name', 'required', 'This field is required.')],
    [
      'a field missing',
      'experiments',
      { name: 'n' },
      invalid('feature_flag_key', 'required', 'This field is required.'),
    ],
    [
      'a list',
      'experiments',
      [named],
      invalid(null, 'invalid_input', 'Invalid data. Expected a dictionary, but got list.'),
    ],
    ['null', 'experiments', null, invalid(null, 'null', 'This field may not be null.')],
    [
      'not a string',
      'experiments',
      { ...named, name: ['n'] },
      invalid('name', 'invalid_input', 'Not a valid string.'),
    ],
    [
      'null for a string',
      'experiments',
      { ...named, name: null },
      invalid('name', 'null', 'This field may not be null.'),
    ],
    [
      'too long a string',
      'experiments',
      { ...named, name: 'n'.repeat(401) },
      invalid('name', 'max_length', 'Ensure this field has no more than 400 characters.'),
    ],
    [
      'not a boolean',
      'experiments',
      { ...named, archived: 'perhaps' },
      invalid('archived', 'invalid_input', 'Must be a valid boolean.'),
    ],
    [
      'not an integer',
      'experiments',
      { ...named, holdout_id: 'x' },
      invalid('holdout_id', 'invalid_input', 'A valid integer is required.'),
    ],
    [
      'not a date',
      'experiments',
      { ...named, start_date: 'soon' },
      invalid('start_date', 'invalid_input', wrongMoment),
    ],
    [
      'no choice',
      'experiments',
      { ...named, conclusion: 'amazing' },
      invalid('conclusion', 'invalid_choice', '"amazing" is not a valid choice.'),
    ],
    [
      'a boolean for a choice',
      'experiments',
      { ...named, conclusion: true },
      invalid('conclusion', 'invalid_choice', '"True" is not a valid choice.'),
    ],
    [
      'an object for a list',
      'experiments',
      { ...named, excluded_variants: {} },
      invalid('excluded_variants', 'not_a_list', 'Expected a list of items but got type "dict".'),
    ],
    [
      'an object for a list that PostHog validates itself',
      'experiments',
      { ...named, metrics: {} },
      invalid('metrics', 'invalid_input', 'Metrics must be a list'),
    ],
    [
      'the first of two wrong fields',
      'experiments',
      { archived: 'x' },
      invalid('name', 'required', 'This field is required.'),
    ],
    [
      'no winner',
      'experiments/5/ship-variant',
      {},
      invalid('variant_key', 'required', 'This field is required.'),
    ],
    [
      'a metric missing',
      'experiments/5/recalculate-timeseries',
      { fingerprint: 'f' },
      invalid(null, 'invalid_input', 'metric is required'),
    ],
    [
      'too few items',
      'experiments/create-from-prompt',
      { prompt_name: 'p', versions: [1], templates: ['cost'] },
      invalid('versions', 'min_length', 'Ensure this field has at least 2 elements.'),
    ],
    [
      'too many items',
      'experiments/session-contexts',
      { session_ids: Array.from({ length: 21 }, String) },
      invalid('session_ids', 'max_length', 'Ensure this field has no more than 20 elements.'),
    ],
    [
      'an item out of range',
      'experiments/create-from-prompt',
      { prompt_name: 'p', versions: [1, 0], templates: ['cost'] },
      invalid('versions__1', 'min_value', 'Ensure this value is greater than or equal to 1.'),
    ],
    [
      'a number too small',
      'experiments/calculate-running-time',
      { metric_type: 'funnel', minimum_detectable_effect: 5, number_of_variants: 1 },
      invalid(
        'number_of_variants',
        'min_value',
        'Ensure this value is greater than or equal to 2.',
      ),
    ],
    [
      'a number too large',
      'experiments/setup-context',
      { shared_metrics_limit: 26 },
      invalid(
        'shared_metrics_limit',
        'max_value',
        'Ensure this value is less than or equal to 25.',
      ),
    ],
    [
      'not a number',
      'experiments/calculate-running-time',
      { metric_type: 'funnel', minimum_detectable_effect: 'much' },
      invalid('minimum_detectable_effect', 'invalid_input', 'A valid number is required.'),
    ],
    [
      'a range for which PostHog has its own message',
      'experiments/calculate-running-time',
      { metric_type: 'funnel', minimum_detectable_effect: -1 },
      invalid('minimum_detectable_effect', 'invalid_input', 'Must be greater than 0.'),
    ],
  ])('%s: POST %s', async (_, path, sent, body) => {
    const answer = await rest.call('POST', `${root}/${path}`, { body: sent });
    expect(answer).toMatchObject({ status: 400, calls: 0 });
    expect(answer.body).toEqual(body);
  });

  it.each(['{"name":', 'not json', "{'name': 1}"])('text that is not JSON: %s', async (body) => {
    const answer = await rest.call('POST', `${root}/experiments`, { body });
    expect(answer).toMatchObject({ status: 400, calls: 0 });
    expect(answer.body).toMatchObject({ type: 'invalid_request', code: 'parse_error', attr: null });
    expect(answer.body.detail).toMatch(/^JSON parse error - /);
  });

  it.each([
    ['{"holdout_id": 9007199254740993}', 'holdout_id', '9007199254740993'],
    [
      '{"parameters": {"a": [1, {"b": -9007199254740993}]}}',
      'parameters__a__1__b',
      '-9007199254740993',
    ],
    ['{"parameters": {"limit": 1e999}}', 'parameters__limit', '1e999'],
    ['{"parameters": {"limit": -1e999}}', 'parameters__limit', '-1e999'],
    [
      '{"parameters": {"digits": 100000000000000000000000}}',
      'parameters__digits',
      '100000000000000000000000',
    ],
    ['9007199254740993', null, '9007199254740993'],
  ])('a number that would be sent as another one: %s', async (body, attr, number) => {
    const answer = await rest.call('PATCH', `${root}/experiments/5`, { body });
    expect(answer).toMatchObject({ status: 400, calls: 0 });
    const detail = `${number} is too large to be exact: it would be sent as another number. Send it as a string if it is a text.`;
    expect(answer.body).toEqual(invalid(attr, 'invalid_input', detail));
  });

  it('even when PostHog would ignore it', async () => {
    const answer = await rest.call('POST', `${root}/experiments/5/launch`, { body: '{' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'parse_error' } });
  });

  it('is refused when it is nested too deep to be sent on', async () => {
    const deep = `{"name":"n","parameters":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    const answer = await rest.call('PATCH', `${root}/experiments/5`, { body: deep });
    expect(answer).toMatchObject({ status: 400, calls: 0, body: { code: 'parse_error' } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body with the content type %s',
    async (type) => {
      const headers = { 'content-type': type };
      const answer = await rest.call('POST', `${root}/experiments`, { body: 'name=n', headers });
      expect(answer.status).toBe(415);
      expect(answer.body).toEqual({
        type: 'invalid_request',
        code: 'unsupported_media_type',
        detail: `Unsupported media type "${type}" in request.`,
        attr: null,
      });
    },
  );

  const large = JSON.stringify({ ...named, description: 'a'.repeat(1_000_000) });

  it('more than a megabyte', async () => {
    const answer = await rest.call('POST', `${root}/experiments`, { body: large });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request_too_large' } });
  });

  it('more than a megabyte without a Content-Length', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const headers = {
      'content-type': 'application/json',
      authorization: 'Bearer phx_sandbox',
      'transfer-encoding': 'chunked',
    };
    const sent = rawRequest(
      `${rest.url}${root}/experiments`,
      { method: 'POST', headers },
      (response) => {
        text(response).then(resolve, reject);
      },
    );
    sent.on('error', reject);
    sent.end(large);
    expect(JSON.parse(await promise)).toMatchObject({ code: 'request_too_large' });
  });
});

it('none of these reached PostHog', () => {
  expect(rest.sandbox.requests()).toEqual([]);
});
