import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../src/sandbox/profile.ts';
import { problemsOf } from './support/case-runner.ts';
import type { Case } from './support/case-runner.ts';
import { useCheckedSandbox } from './support/checked-sandbox.ts';

const { cases }: { cases: Case[] } = JSON.parse(
  readFileSync(new URL('cases.json', import.meta.url), 'utf8'),
);

/**
 * Two cases send, byte for byte, what another case sends and want another answer: `list-01` is `auth-01` with
 * its credentials, `create-19` is `create-18` on a newer server. What tells them apart is only in the title
 * and the era, so that is where it is taken from.
 */
const asMeant = (played: Case): Case =>
  played.title === 'no credentials'
    ? { ...played, request: { ...played.request, headers: {} } }
    : played;

/** Cases of eras before D play on the profile of an older server. */
const isOld = ({ era }: Case): boolean => era === 'A-C';

describe('the conformance cases', () => {
  const sandbox = useCheckedSandbox();

  it.each(cases.filter((played) => !isOld(played)))('$id: $title', async (played) => {
    sandbox().setProfile(PROFILES.default);
    expect(await problemsOf(sandbox().url, asMeant(played))).toEqual([]);
  });

  it.each(cases.filter(isOld))('$id, on an older server: $title', async (played) => {
    sandbox().setProfile(PROFILES.older);
    expect(await problemsOf(sandbox().url, asMeant(played))).toEqual([]);
  });
});
