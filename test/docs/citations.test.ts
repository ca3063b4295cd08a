import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { brokenCitation, citationsIn } from './citations.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync(['src/**/*.{ts,json}', 'test/**/*.{ts,json}'], { cwd: root })
  .filter((file) => !/^test\/docs(-site)?\//.test(file))
  .map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));

describe('what the code cites', () => {
  test('every page of docs and every heading that src and test cite exists', () => {
    const citations = files.flatMap(({ file, text }) =>
      citationsIn(text).map((citation) => ({ file, citation })),
    );
    const broken = citations.flatMap(({ file, citation }) => {
      const fault = brokenCitation(citation);
      return fault === undefined ? [] : [`${file}: ${fault}`];
    });

    expect(broken).toEqual([]);
    expect(citations.map(({ citation }) => citation)).toContain('docs/posthog/lifecycle.md#reset');
  });

  test('no comment cites a document by the number of a section, which changes with every edit', () => {
    const numbered = files.filter(({ text }) => text.includes('§')).map(({ file }) => file);

    expect(numbered).toEqual([]);
  });

  test.each([
    ['docs/posthog/nowhere.md', 'docs/posthog/nowhere.md does not exist'],
    ['docs/posthog/lifecycle.md#nowhere', 'docs/posthog/lifecycle.md has no heading #nowhere'],
    ['docs/posthog/lifecycle.md#freeze-and-unfreeze', undefined],
    ['docs/posthog/lifecycle.md', undefined],
  ])('%s is reported as: %s', (citation, fault) => {
    expect(citationsIn(`see ${citation}.`)).toEqual([citation]);
    expect(brokenCitation(citation)).toBe(fault);
  });
});
