const LOOPBACK =
  /^(localhost|([a-z\d-]+\.)*localhost|127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i;

/** True for a host name or address that only this machine can reach. IPv6 addresses may be in brackets. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host.replace(/^\[(.*)\]$/, '$1'));
}
