import { isLoopback } from '../http/loopback.ts';

/**
 * What is wrong with the address of an endpoint, as the end of "url must be …"; undefined for one that may be used.
 * The address itself is not repeated: that of a chat contains a secret.
 * @param allowsHttp whether plain HTTP may be used to any host
 */
export function faultOfAddress(text: string, allowsHttp: boolean): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['https:', 'http:'].includes(url.protocol)) return 'an https address';
  if (url.username !== '' || url.password !== '') return 'an address without a user and a password';
  if (url.hash !== '') return 'an address without a fragment';
  const isEncrypted = url.protocol === 'https:';
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  return isEncrypted || allowsHttp || isLoopback(host)
    ? undefined
    : 'an https address: http is for loopback, and for endpoints with `allowHttp: true`';
}
