import type { Operation } from '../api/operations.ts';

const NAMES = ['name', 'key', 'feature_flag_key'] as const;

/** Names in a write's body that a person can search for. */
function namesIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const fields = body as Readonly<Record<string, unknown>>;
  return NAMES.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? [`${name} "${value.slice(0, 100)}"`] : [];
  });
}

/**
 * How to find out whether an uncertain write happened: which object to look at, and what the write may have created.
 * @param target path of the call at PostHog
 */
export function whatToCheck(
  { method, path }: Operation,
  target: string,
  { body }: { readonly body?: unknown },
): string {
  const made = namesIn(body);
  const [place = target] = /^\/api\/projects\/[^/]+\/[a-z_]+\/(?:\d+\/)?/.exec(target) ?? [];
  const isNew = method === 'POST' && !path.includes('{id}');
  if (isNew) return `Check ${place} for ${made.join(', ') || 'the object it would have created'}.`;
  return `Check ${place}${made.length > 0 ? `, and look for ${made.join(', ')}` : ''}.`;
}
