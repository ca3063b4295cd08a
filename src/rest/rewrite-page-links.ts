import type { RestExchange } from './exchange.ts';

const LINKS = ['next', 'previous'] as const;

/**
 * A page whose links lead back to this API instead of PostHog: the address the caller used, with the query
 * of PostHog's link. Anything else is returned as it is.
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
  // A copy: the answer may be kept and given to others.
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
