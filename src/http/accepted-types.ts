import Negotiator from 'negotiator';

/**
 * The offered media types that an `Accept` header (RFC 9110, 12.5.1) allows, best first; types that the client likes
 * equally stay in the order of the offer. All of them when there is no header.
 */
export const acceptedTypes = (
  accept: string | undefined,
  offered: readonly string[],
): readonly string[] => new Negotiator({ headers: { accept } }).mediaTypes([...offered]);

/** The option, which the types of the library do not know, decides between codings that are liked equally. */
interface EncodingNegotiator {
  encodings(
    available: readonly string[],
    options: { readonly preferred: readonly string[] },
  ): string[];
}

/**
 * The offered content codings that an `Accept-Encoding` header (RFC 9110, 12.5.3) allows, best first; those that the client
 * likes equally stay in the order of the offer. Without a header only `identity` is allowed.
 */
export function acceptedEncodings<Coding extends string>(
  acceptEncoding: string | undefined,
  offered: readonly Coding[],
): readonly Coding[] {
  // RFC 9110, 8.4.1.3: the older name means the same.
  const header = acceptEncoding?.replace(/\bx-gzip\b/gi, 'gzip') ?? 'identity';
  const negotiator: EncodingNegotiator = new Negotiator({ headers: { 'accept-encoding': header } });
  return negotiator.encodings(offered, { preferred: offered }) as Coding[];
}
