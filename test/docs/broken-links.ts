import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import { lexer, walkTokens, type Token, type Tokens } from 'marked';

/** A URL with a scheme, which is not resolved: tests need no network. */
const ABSOLUTE = /^[a-z][a-z\d+.-]*:/i;

/**
 * What is wrong with the relative links of the Markdown documents of a repository, a sentence for each.
 * @param documents texts by path, from the root of the repository
 * @param files paths of everything a link may lead to
 */
export function brokenLinks(
  documents: ReadonlyMap<string, string>,
  files: readonly string[],
): string[] {
  const targets = new Set(files.flatMap(withFolders));
  const anchors = new Map([...documents].map(([path, text]) => [path, anchorsOf(text)]));
  return [...documents].flatMap(([path, text]) =>
    linksOf(text).flatMap((link) => {
      const problem = problemOf(path, link, targets, anchors);
      return problem === undefined ? [] : [`${path} links to ${link}, ${problem}`];
    }),
  );
}

/** A path in inline code, with a folder of this repository's root or of an example's at its beginning. */
const PATH_IN_CODE = /^(?:src|test|docs|schema|examples|build|bench|\.ci|\.github)\/[\w./-]*$/;

/**
 * Paths that documents name in inline code and that do not exist, a sentence for each. They are read from the root of
 * the repository, or from the folder of the document.
 * @param documents texts by path, from the root of the repository
 * @param files paths of everything there is
 */
export function missingPaths(
  documents: ReadonlyMap<string, string>,
  files: readonly string[],
): string[] {
  const existing = new Set(files.flatMap(withFolders));
  return [...documents].flatMap(([path, text]) =>
    tokensOf(text)
      .filter((token) => token.type === 'codespan')
      .map((token) => (token as Tokens.Codespan).text)
      .filter((named) => {
        const places = [named, posix.join(posix.dirname(path), named)];
        const exists = places.some((place) => existing.has(place.replace(/\/$/, '')));
        return PATH_IN_CODE.test(named) && !exists;
      })
      .map((named) => `${path} names ${named}, which does not exist`),
  );
}

function problemOf(
  path: string,
  link: string,
  targets: ReadonlySet<string>,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (ABSOLUTE.test(link)) return undefined;
  const [, file = '', anchor] = /^([^#]*)(?:#(.*))?$/s.exec(link) ?? [];
  if (file.startsWith('/')) return 'which is not relative';
  const target =
    file === '' ? path : posix.join(posix.dirname(path), decodeURI(file)).replace(/\/$/, '');
  if (!targets.has(target)) return 'which is no file or folder of the repository';
  if (anchor === undefined) return undefined;
  const known = anchors.get(target);
  if (known === undefined) return 'an anchor in something that is not Markdown';
  return known.has(decodeURIComponent(anchor)) ? undefined : 'which has no such heading';
}

/** A path and every folder above it. */
function withFolders(path: string): string[] {
  const words = path.split('/');
  return words.map((_, index) => words.slice(0, index + 1).join('/'));
}

/** Where links and images lead to, in Markdown and in the HTML within it. */
function linksOf(text: string): string[] {
  return tokensOf(text).flatMap((token) => {
    if (token.type === 'link' || token.type === 'image') return [(token as Tokens.Link).href];
    if (token.type !== 'html') return [];
    return [...token.raw.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, href = '']) => href);
  });
}

/** What can stand behind the `#` of a link to a document: the names GitHub gives headings, and ids in HTML. */
export function anchorsOf(text: string): Set<string> {
  const slugger = new GithubSlugger();
  return new Set(
    tokensOf(text).flatMap((token) => {
      if (token.type === 'heading') return [slugger.slug(textOf(token))];
      if (token.type !== 'html') return [];
      return [...token.raw.matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id = '']) => id);
    }),
  );
}

/** What a reader sees of a token. */
function textOf(token: Token): string {
  if ('tokens' in token && token.tokens) return token.tokens.map(textOf).join('');
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
}

/** Every token of a text, at any depth. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  void walkTokens(lexer(text), (token) => void tokens.push(token));
  return tokens;
}
