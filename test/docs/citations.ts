import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** A page of docs as code cites it: `docs/posthog/lifecycle.md`, optionally with `#heading`. */
const CITATION = /\bdocs\/[\w/-]+\.md(?:#[\w-]+)?/g;

/** The pages and headings that a text cites, in order. */
export const citationsIn = (text: string): string[] => text.match(CITATION) ?? [];

/** Why a citation leads nowhere, or undefined when its page and heading exist. */
export function brokenCitation(citation: string): string | undefined {
  const [path = '', anchor] = citation.split('#');
  const page = new URL(path, root);
  if (!existsSync(page)) return `${path} does not exist`;
  if (anchor === undefined) return undefined;
  return headingsOf(readFileSync(page, 'utf8')).includes(anchor)
    ? undefined
    : `${path} has no heading #${anchor}`;
}

/** The anchors that GitHub gives the headings of a page. */
function headingsOf(markdown: string): string[] {
  const withoutCode = markdown.replace(/^```[\s\S]*?^```/gm, '');
  return [...withoutCode.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
