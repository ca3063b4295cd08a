import type { Page } from './page.ts';
import { filesOf, read } from './repository.ts';

/** Documents outside of docs/ that have a page, and its path. */
const elsewhere: Readonly<Record<string, string>> = {
  'README.md': 'index',
  'CONTRIBUTING.md': 'contributing',
  'SECURITY.md': 'reporting-vulnerabilities',
  'CHANGELOG.md': 'changelog',
  'schema/glossary.md': 'glossary',
};

/** The pages that are written by hand, or generated into docs/ by `npm run contracts`. */
export function documentPages(): Page[] {
  const documents = filesOf('docs/**/*.md').map((source): [string, string] => [
    source,
    source
      .replace(/^docs\//, '')
      .replace(/(^|\/)README\.md$/, '$1index.md')
      .replace(/\.md$/, ''),
  ]);
  return [...Object.entries(elsewhere), ...documents].map(([source, path]) => ({
    path,
    source,
    text: read(source),
  }));
}
