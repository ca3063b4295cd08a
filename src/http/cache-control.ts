/** What a request's `Cache-Control` asks for. */
export interface CacheControl {
  /** Seconds that an answer may be old; 0 for `no-cache` and `no-store`, undefined when it says neither. */
  readonly maxAge: number | undefined;
  /** Seconds past its time that an answer may be used in place of an error; Infinity without a number. */
  readonly staleIfError: number | undefined;
}

/** Reads the header of a request (RFC 9111, RFC 5861); what cannot be understood is as if it was not said. */
export function readCacheControl(header: string | null | undefined): CacheControl {
  const directives = new Map<string, string | undefined>();
  for (const directive of (header ?? '').toLowerCase().split(',')) {
    const [name = '', value] = directive.split('=', 2).map((part) => part.trim());
    if (!directives.has(name)) directives.set(name, value?.replaceAll('"', ''));
  }
  const refusesStored = directives.has('no-cache') || directives.has('no-store');
  return {
    maxAge: refusesStored ? 0 : seconds(directives.get('max-age')),
    staleIfError: directives.has('stale-if-error')
      ? seconds(directives.get('stale-if-error') ?? 'Infinity')
      : undefined,
  };
}

function seconds(text: string | undefined): number | undefined {
  if (text === 'Infinity') return Infinity;
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
