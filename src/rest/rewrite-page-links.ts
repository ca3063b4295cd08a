import type { PublicUrl } from '../http/public-url.ts';
import type { RestExchange } from './exchange.ts';

const LINKS = ['next', 'previous'] as const;

/**
 * Rewrites a page's links to point to this API instead of PostHog: the path of the request below this server's public
 * address, with the query of PostHog's link. Any other answer is returned unchanged.
 */
export function withOwnLinks(
  answer: unknown,
  { request, target }: Pick<RestExchange, 'request' | 'target'>,
  publicUrl: PublicUrl,
): unknown {
  if (typeof answer !== 'object' || answer === null || !('results' in answer)) return answer;
  const page = answer as Record<string, unknown>;
  const rewritten = LINKS.flatMap((name) => {
    const link = page[name];
    if (typeof link !== 'string') return [];
    return [[name, publicUrl(request) + target.path + (URL.parse(link)?.search ?? '')] as const];
  });
  // A copy, because the answer may be cached and served to other requests.
  return rewritten.length === 0 ? answer : { ...page, ...Object.fromEntries(rewritten) };
}
