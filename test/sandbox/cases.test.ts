import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../src/sandbox/model/profile.ts';
import { problemsOf } from './support/case-runner.ts';
import { cases } from './support/cases.ts';
import { useCheckedSandbox } from './support/checked-sandbox.ts';

describe('the conformance cases', () => {
  const sandbox = useCheckedSandbox();

  it.each(cases.default)('$id: $title', async (played) => {
    sandbox().setProfile({ ...PROFILES.default, ...played.profile });
    expect(await problemsOf(sandbox().url, played)).toEqual([]);
  });

  it.each(cases.older)('$id, on an older server: $title', async (played) => {
    sandbox().setProfile(PROFILES.older);
    expect(await problemsOf(sandbox().url, played)).toEqual([]);
  });
});
