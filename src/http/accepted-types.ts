import Negotiator from 'negotiator';

/**
 * The offered media types that an `Accept` header (RFC 9110, 12.5.1) allows, best first; types that the client likes
 * equally stay in the order of the offer. All of them when there is no header.
 */
export const acceptedTypes = (
  accept: string | undefined,
  offered: readonly string[],
): readonly string[] => new Negotiator({ headers: { accept } }).mediaTypes([...offered]);

/**
 * The offered content codings that an `Accept-Encoding` header (RFC 9110, 12.5.3) allows, in the order of the offer; none
 * without a header.
 */
export function acceptedEncodings<Coding extends string>(
  acceptEncoding: string | undefined,
  offered: readonly Coding[],
): readonly Coding[] {
  const headers = { 'accept-encoding': acceptEncoding ?? 'identity' };
  const allowed = new Negotiator({ headers }).encodings([...offered]);
  return offered.filter((coding) => allowed.includes(coding));
}
