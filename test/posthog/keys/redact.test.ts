import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/posthog/keys/redact.ts';
import { failureOf, fakePostHog, json, raw } from '../../support/fake-posthog.ts';

const experiment = { path: { project_id: '@current', id: 12 } };
const tokenLikeNoOther = 'session-token-1234567890';

describe('redact', () => {
  it.each([
    ['the key phx_AbC-12_3 is wrong', 'the key phx_… is wrong'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer …'],
    ['{"detail":"bearer abc\\" is wrong"}', '{"detail":"bearer …\\" is wrong"}'],
    [`?personal_api_key=${tokenLikeNoOther}&a=1`, '?personal_api_key=…&a=1'],
    ['php_version and graph_x stay', 'php_version and graph_x stay'],
  ])('%s', (given, clean) => {
    expect(redact(given, tokenLikeNoOther)).toBe(clean);
  });

  it('garbles no words for a credential that is too short to be a key', () => {
    expect(redact('an apple', 'a')).toBe('an apple');
  });
});

describe('a failure', () => {
  it.each(['phx_secretSecretSecret', tokenLikeNoOther])(
    'never contains the key %s, even if PostHog repeats it',
    async (key) => {
      const echo = {
        type: 'validation_error',
        code: `bad ${key}`,
        detail: `Key ${key} is bad.`,
        attr: key,
        extra: { header: `Bearer ${key}` },
      };
      const answers = [
        json(400, echo),
        json(401, echo),
        json(403, { ...echo, detail: `${key} missing required scope 'experiment:read'` }),
        json(404, echo),
        json(409, {
          ...echo,
          change_request_id: key,
          change_request: { by: key },
          required_approvers: [key],
        }),
        json(409, { ...echo, conflicting_fields: [key] }),
        json(429, echo),
        json(500, echo),
        raw(302, { location: `https://login.example/?next=${key}` }),
        raw(200, { 'content-type': `text/${key}` }, key),
      ];
      for (const answer of answers) {
        await using posthog = await fakePostHog(answer);
        const failure = await failureOf(
          posthog.client({}, key).call('experiments_launch_create', experiment),
        );
        const text = [
          failure.message,
          failure.stack,
          JSON.stringify(failure),
          JSON.stringify(failure.body),
        ].join('\n');
        expect(text).not.toContain(key);
      }
    },
  );

  it('is logged with its kind and message, without a stack', async () => {
    await using posthog = await fakePostHog(json(404, { detail: 'Not found.' }));
    const failure = await failureOf(posthog.client().call('experiments_retrieve', experiment));
    expect(JSON.parse(JSON.stringify(failure))).toEqual({
      name: 'NotFoundError',
      kind: 'not-found',
      message: 'Not found.',
      operation: 'experiments_retrieve',
      status: 404,
      uncertain: false,
    });
  });
});
