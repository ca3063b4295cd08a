import type { RestExchange } from './exchange.ts';

const LINKS = ['next', 'previous'] as const;

/**
 * Rewrites a page's links to point to this API instead of PostHog: the address the caller used, with the query
 * of PostHog's link. Any other answer is returned unchanged.
 */
export function withOwnLinks(
  answer: unknown,
  exchange: Pick<RestExchange, 'request' | 'target'>,
): unknown {
  if (typeof answer !== 'object' || answer === null || !('results' in answer)) return answer;
  const page = answer as Record<string, unknown>;
  const rewritten = LINKS.flatMap((name) => {
    const link = page[name];
    return typeof link === 'string' ? [[name, ownLink(link, exchange)] as const] : [];
  });
  // A copy, because the answer may be cached and served to other requests.
  return rewritten.length === 0 ? answer : { ...page, ...Object.fromEntries(rewritten) };
}

function ownLink(
  link: string,
  { request, target }: Pick<RestExchange, 'request' | 'target'>,
): string {
  const { host = 'localhost', 'x-forwarded-proto': forwarded } = request.headers;
  const scheme = forwarded === 'https' ? 'https' : 'http';
  return `${scheme}://${host}${target.path}${URL.parse(link)?.search ?? ''}`;
}
