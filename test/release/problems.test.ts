import { describe, expect, it } from 'vitest';
import { problemsOf, type ReleaseState } from '../../release/problems.ts';

const needed = [
  'LICENSE',
  'README.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/index.d.ts',
  'dist/index.js',
  'dist/main.js',
  'dist/sbom.cdx.json',
  'schema/schema.graphql',
];
const name = 'posthog-experiments-graph';
const sound: ReleaseState = {
  changedPaths: [],
  bumps: [{ type: 'patch', oldVersion: '0.2.0' }],
  releasedFiles: { [name]: [...needed, 'examples/dashboard.graphql'] },
  files: { [name]: [...needed, 'examples/dashboard.graphql', 'examples/new.graphql'] },
  removedFromApi: { gateway: [] },
};
const withoutExample = { files: { [name]: needed } };
const removed = { removedFromApi: { gateway: ['    close(): Promise<void>;'] } };

describe('a release', () => {
  it('can be made of a clean tree with a changeset that loses nothing', () => {
    expect(problemsOf(sound)).toEqual([]);
  });

  it.each<[string, Partial<ReleaseState>, string]>([
    [
      'that was not committed',
      { changedPaths: [' M src/main.ts'] },
      'Not committed: M src/main.ts',
    ],
    ['without a changeset', { bumps: [] }, 'There is no changeset: docs/releasing.md'],
    [
      'without notices',
      { files: { [name]: sound.files[name]!.filter((path) => !path.includes('NOTICES')) } },
      `${name} lacks dist/THIRD-PARTY-NOTICES.txt.`,
    ],
    [
      'that lost a file',
      withoutExample,
      `${name} has lost examples/dashboard.graphql, which needs a changeset that may break clients.`,
    ],
    [
      'that lost a member of the API',
      removed,
      'The API gateway has lost "close(): Promise<void>;", which needs a changeset that may break clients.',
    ],
  ])('cannot be made of one %s', (_, change, problem) => {
    expect(problemsOf({ ...sound, ...change })).toContain(problem);
  });

  it.each([
    ['minor', '0.2.0', 0],
    ['major', '1.2.0', 0],
    ['minor', '1.2.0', 2],
    ['patch', '0.2.0', 2],
  ])('of kind %s after %s has %i problems with what it lost', (type, oldVersion, count) => {
    const bumps = [{ type, oldVersion }];
    expect(problemsOf({ ...sound, ...withoutExample, ...removed, bumps })).toHaveLength(count);
  });
});
