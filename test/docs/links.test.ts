import { describe, expect, it } from 'vitest';
import { brokenLinks, missingPaths } from './broken-links.ts';
import { markdownOf, repositoryFiles } from './documents.ts';

const isChangeset = (path: string) => /^\.changeset\/(?!README)/.test(path);

/** Changesets become entries of the changelog, so that their links are relative to the root. */
const withChangesets = (documents: ReadonlyMap<string, string>) =>
  new Map([...documents].map(([path, text]) => [isChangeset(path) ? path.slice(11) : path, text]));

describe('the documents of this repository', () => {
  const files = repositoryFiles();
  const documents = markdownOf(files);

  it('link only to files and headings that exist', () => {
    expect(documents.size).toBeGreaterThan(20);
    expect(brokenLinks(withChangesets(documents), files)).toEqual([]);
  });

  it('name only files and folders that exist', () => {
    // The changelog tells of files that have moved since.
    const current = new Map(
      [...documents].filter(([path]) => path !== 'CHANGELOG.md' && !isChangeset(path)),
    );
    expect(missingPaths(current, files)).toEqual([]);
  });
});

describe('the check of links', () => {
  const files = ['README.md', 'docs/guide.md', 'docs/images/page.png', 'src/main.ts'];
  const check = (text: string) =>
    brokenLinks(
      new Map([
        ['README.md', '# Read me\n\n## `npm start`, and then?\n\n## Twice\n\n## Twice\n'],
        ['docs/guide.md', text],
      ]),
      files,
    );

  it.each([
    ['a file', '[one](../README.md)'],
    ['a folder', '[one](images/) [two](images)'],
    ['an image', '![one](images/page.png)'],
    ['an image in HTML', '<img src="images/page.png">'],
    ['a heading with code and punctuation', '[one](../README.md#npm-start-and-then)'],
    ['the second of two equal headings', '[one](../README.md#twice-1)'],
    ['a heading of its own', '# Here\n\n[one](#here)'],
    ['an id in HTML', '<a id="there"></a>\n\n[one](#there)'],
    ['a reference', '[one][it]\n\n[it]: ../README.md'],
    [
      'an address on the web',
      '[one](https://example.com/nothing#there) <http://127.0.0.1:4000/v1>',
    ],
    ['nothing, in code', '`[one](nowhere.md)`\n\n```md\n[two](nowhere.md)\n```'],
  ])('accepts a link to %s', (_, text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ['a file that is missing', '[one](../nowhere.md)', 'no file or folder'],
    ['a name in other case', '[one](../readme.md)', 'no file or folder'],
    ['a path from the root', '[one](/README.md)', 'not relative'],
    ['a place outside', '[one](../../README.md)', 'no file or folder'],
    ['an image that is missing', '![one](images/other.png)', 'no file or folder'],
    ['an image in HTML that is missing', '<img src="images/other.png">', 'no file or folder'],
    ['a heading that is missing', '[one](../README.md#start)', 'no such heading'],
    ['a heading of its own that is missing', '[one](#start)', 'no such heading'],
    ['a line of code', '[one](../src/main.ts#L1)', 'not Markdown'],
    ['a missing file from a table', '| a |\n| - |\n| [one](nowhere.md) |', 'no file or folder'],
    ['a missing file through a reference', '[one][it]\n\n[it]: nowhere.md', 'no file or folder'],
  ])('names a link to %s', (_, text, problem) => {
    expect(check(text)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('the check of paths in inline code', () => {
  const check = (text: string) =>
    missingPaths(new Map([['bench/README.md', text]]), [
      'bench/README.md',
      'bench/src/run.ts',
      'test/a/b.test.ts',
    ]);

  it('accepts what exists from the root or beside the document, and what is no path', () => {
    const named = ['test/a/', 'test/a/b.test.ts', 'src/run.ts', 'test/<name>.ts', 'dist/main.js'];
    expect(check(named.map((path) => `\`${path}\``).join(' '))).toEqual([]);
  });

  it('names what was moved away', () => {
    expect(check('`test/b.test.ts`')).toEqual([
      'bench/README.md names test/b.test.ts, which does not exist',
    ]);
  });
});
