const WILDCARDS = new Set(['0.0.0.0', '::', '[::]']);

/** The URL to open on this machine for a server that listens on `host`. */
export function localUrl(host: string, port: number): string {
  const name = WILDCARDS.has(host) ? '127.0.0.1' : host.replace(/^\[(.*)\]$/, '$1');
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
