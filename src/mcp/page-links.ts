import type { Structured } from './result.ts';

const LINKS = ['next', 'previous'] as const;

/**
 * A page of rows in which the links to the next and previous pages are the arguments that lead there (`nextOffset`, or
 * `nextPage` for a list that is read by page numbers), absent where there is no such page. The links themselves lead to
 * PostHog, whose address is no business of the caller's. Any other answer is returned unchanged.
 */
export function withoutLinks(answer: Structured): Structured {
  if (!Array.isArray(answer['results']) || !LINKS.some((name) => name in answer)) return answer;
  // A copy, because the answer may be cached and served to other requests.
  const { next, previous, ...rest } = answer;
  return { ...argumentFor('next', next), ...argumentFor('previous', previous), ...rest };
}

function argumentFor(
  name: (typeof LINKS)[number],
  link: unknown,
): Readonly<Record<string, number>> {
  if (typeof link !== 'string') return {};
  const query = new URLSearchParams(link.slice(link.indexOf('?') + 1));
  if (query.has('page')) return { [`${name}Page`]: Number(query.get('page')) };
  // PostHog leaves the offset out of the link to the first page.
  return { [`${name}Offset`]: Number(query.get('offset') ?? 0) };
}
