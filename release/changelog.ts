import type { ChangelogFunctions } from '@changesets/types';

/**
 * How a changeset becomes an entry of a changelog: as it is written, without the commit, which readers of a
 * changelog do not look for.
 */
const changelog: ChangelogFunctions = {
  getReleaseLine({ summary }) {
    const [first = '', ...rest] = summary.trim().split('\n');
    const indented = rest.map((line) => (line === '' ? '' : `  ${line}`));
    return Promise.resolve([`- ${first}`, ...indented].join('\n'));
  },
  // The two packages do not depend on each other.
  getDependencyReleaseLine: () => Promise.resolve(''),
};

export default changelog;
