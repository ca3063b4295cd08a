import { createForwardedReader } from '../http/forwarded.ts';
import type { OriginPolicy } from '../http/origin.ts';
import { createPublicUrl, type PublicUrl } from '../http/public-url.ts';

/** How this server is reached, as the operator configured it. */
export interface PublicAddressOptions extends Pick<OriginPolicy, 'corsOrigins' | 'allowedHosts'> {
  /** The one address of this server; undefined takes it from each request. */
  readonly publicUrl: string | undefined;
  /** Proxies whose forwarded headers are believed. */
  readonly trustedProxies: readonly string[];
}

/** The rules for host names and origins, and the addresses of links, which agree with each other. */
export function publicAddress({
  publicUrl,
  trustedProxies,
  corsOrigins,
  allowedHosts,
}: PublicAddressOptions): { readonly origins: OriginPolicy; readonly publicUrl: PublicUrl } {
  if (publicUrl !== undefined) {
    const publicOrigin = new URL(publicUrl).origin;
    return {
      origins: { corsOrigins, allowedHosts, publicOrigin },
      publicUrl: createPublicUrl(publicUrl),
    };
  }
  const forwarded = createForwardedReader(trustedProxies);
  return {
    origins: { corsOrigins, allowedHosts, forwardedHost: (request) => forwarded(request).host },
    publicUrl: createPublicUrl(undefined, forwarded),
  };
}
