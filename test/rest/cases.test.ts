import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROFILES } from '../../src/sandbox/model/profile.ts';
import { problemsOf, type Case } from '../sandbox/support/case-runner.ts';
import { cases } from '../sandbox/support/cases.ts';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

let rest: RestOnSandbox;
beforeAll(async () => {
  rest = await startRest();
});
afterAll(() => rest.close());

const problems = (played: Case) => problemsOf(rest.sandbox.url, played, rest.url);
/** PostHog answers these without a body; the REST API's document promises one. */
const isBare = ({ expect: { status } }: Case) => status === 405;
const throttles = ({ given }: Case) => given?.['rate_limit_enabled'] === true;

describe('a conformance case of PostHog passes through the REST API', () => {
  it.each(cases.default.filter((played) => !throttles(played) && !isBare(played)))(
    '$id: $title',
    async (played) => {
      rest.sandbox.setProfile({ ...PROFILES.default, ...played.profile });
      expect(await problems(played)).toEqual([]);
    },
  );

  it.each(cases.older)('$id, on an older server: $title', async (played) => {
    rest.sandbox.setProfile(PROFILES.older);
    expect(await problems(played)).toEqual([]);
  });

  // Last, because a throttled key is not used for as long as PostHog said, even if another case is loaded meanwhile.
  it.each(cases.default.filter(throttles))('$id: $title', async (played) => {
    rest.sandbox.setProfile({ ...PROFILES.default, ...played.profile });
    expect(await problems(played)).toEqual([]);
  });

  it('and none of them causes an unexpected error', () => {
    expect(rest.unexpected).toEqual([]);
  });
});
