import { existsSync, readFileSync } from 'node:fs';
import { anchorsOf } from './broken-links.ts';

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
  return anchorsOf(readFileSync(page, 'utf8')).has(anchor)
    ? undefined
    : `${path} has no heading #${anchor}`;
}
