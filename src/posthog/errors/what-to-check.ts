import type { Operation } from '../api/operations.ts';

const NAMES = ['name', 'key', 'feature_flag_key'] as const;

/** The words a write gave the object by which a person finds it again. */
function namesIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const fields = body as Readonly<Record<string, unknown>>;
  return NAMES.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? [`${name} "${value.slice(0, 100)}"`] : [];
  });
}

/**
 * Where to look whether a write happened whose answer cannot be relied on: the object it was about, and
 * what it may have made.
 * @param target path of the call, as PostHog knows it
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
