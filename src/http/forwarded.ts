import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import parseForwarded from 'forwarded-parse';
import proxyAddr from 'proxy-addr';
import { isHost, isPathPrefix } from './host.ts';

/** The address a caller used, as far as a trusted proxy says how it differs from the one that this server sees. */
export interface ForwardedAddress {
  readonly scheme?: 'http' | 'https' | undefined;
  /** A name or an address, perhaps with a port. */
  readonly host?: string | undefined;
  /** The port of the proxy, for a host without one. */
  readonly port?: string | undefined;
  /** The path that the proxy removed, such as `/experiments`: without a slash at its end. */
  readonly prefix?: string | undefined;
}

/** Reads what a trusted proxy forwards about a request; nothing for any other peer. */
export type ForwardedReader = (request: IncomingMessage) => ForwardedAddress;

type Trust = (address: string) => boolean;

const RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/** True for an address, a CIDR range, or a name of ranges: `loopback`, `linklocal`, `uniquelocal`. */
export function isProxyRange(text: string): boolean {
  const [address = ''] = text.split('/');
  // The library also takes `1` for an address.
  if (isIP(address) === 0 && !RANGES.includes(text)) return false;
  try {
    proxyAddr.compile(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Creates a reader of `X-Forwarded-Proto`, `-Host`, `-Port`, `-Prefix` and of `Forwarded` (RFC 7239). Of lists, it takes
 * what the outermost trusted proxy added: entries further left were sent by somebody who is not trusted. Values that are
 * not valid are ignored.
 * @param trusted addresses, CIDR ranges and names of ranges; see {@link isProxyRange}
 */
export function createForwardedReader(trusted: readonly string[]): ForwardedReader {
  const compiled = proxyAddr.compile([...trusted]);
  const trust: Trust = (address) => compiled(address, 0);
  return (request) => {
    if (!trust(request.socket.remoteAddress ?? '')) return {};
    const { headers } = request;
    const hops = Math.max(1, proxyAddr.all(request, trust).length - 1);
    const added = (name: string) => outermost(headers[`x-forwarded-${name}`], hops);
    const standard = usesOwnHeaders(headers) ? {} : readStandard(headers.forwarded, trust);
    return {
      scheme: schemeOf(added('proto') ?? standard.proto),
      host: valid(added('host') ?? standard.host, isHost),
      port: valid(added('port'), isPort),
      prefix: valid(added('prefix')?.replace(/\/$/, ''), isPathPrefix),
    };
  };
}

/** A proxy that sends one of these has not written `Forwarded`, which then comes from the caller. */
const usesOwnHeaders = (headers: IncomingMessage['headers']) =>
  ['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port'].some((name) => name in headers);

/**
 * The entry of a list that the outermost trusted proxy added. A list that is shorter than the number of proxies was
 * replaced by one of them.
 */
function outermost(header: string | readonly string[] | undefined, hops: number) {
  const entries = header?.toString().split(',') ?? [];
  return entries[Math.max(0, entries.length - hops)]?.trim();
}

interface StandardAddress {
  readonly proto?: string | undefined;
  readonly host?: string | undefined;
}

/** What trusted proxies added to `Forwarded`. Each element names in `for` who sent the elements to its left. */
function readStandard(header: string | undefined, trust: Trust): StandardAddress {
  if (header === undefined) return {};
  let elements: readonly Readonly<Record<string, string>>[];
  try {
    elements = parseForwarded(header);
  } catch {
    return {};
  }
  let first = Math.max(0, elements.length - 1);
  while (first > 0 && trust(addressOf(elements[first]?.['for']))) first -= 1;
  const believed = elements.slice(first);
  const find = (name: string) => believed.find((element) => element[name] !== undefined)?.[name];
  return { proto: find('proto'), host: find('host') };
}

/** The address in `192.0.2.43:47011` or `[2001:db8::17]:4711`. */
const addressOf = (node = '') =>
  node.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');

function schemeOf(text: string | undefined): 'http' | 'https' | undefined {
  const scheme = text?.toLowerCase();
  return scheme === 'http' || scheme === 'https' ? scheme : undefined;
}

const isPort = (text: string) => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;

const valid = (text: string | undefined, test: (text: string) => boolean) =>
  text !== undefined && test(text) ? text : undefined;
