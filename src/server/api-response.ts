import { ServerResponse, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';

/** The headers that are given to `writeHead`: an object, or a list of names and values in turn. */
export type GivenHeaders = OutgoingHttpHeaders | readonly OutgoingHttpHeader[];

/** A response of this server: its default headers are sent with it, unless its handler sets the same ones. */
export class ApiResponse extends ServerResponse {
  /** Names in lower case and values, in turn. */
  #defaults: readonly string[] = [];

  /** @param headers names in lower case and values, in turn */
  setDefaults(headers: readonly string[]): void {
    this.#defaults = headers;
  }

  /** True while no header was set, apart from the defaults. */
  protected get isBare(): boolean {
    return this.getHeaderNames().length === 0;
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    const [given = {}] = rest as [(GivenHeaders | string)?];
    // Node writes a list as it is; headers that are set one by one are checked, stored and looked up each.
    if (isPlain(given) && this.isBare) return super.writeHead(status, this.#listed(given));
    for (let at = 0; at < this.#defaults.length; at += 2) {
      const name = this.#defaults[at]!;
      if (!this.hasHeader(name)) this.setHeader(name, this.#defaults[at + 1]!);
    }
    return super.writeHead(status, ...(rest as [OutgoingHttpHeaders?]));
  }

  #listed(given: OutgoingHttpHeaders): OutgoingHttpHeader[] {
    const listed: OutgoingHttpHeader[] = [];
    for (let at = 0; at < this.#defaults.length; at += 2) {
      const name = this.#defaults[at]!;
      if (given[name] === undefined) listed.push(name, this.#defaults[at + 1]!);
    }
    for (const [name, value] of Object.entries(given)) {
      if (value !== undefined) listed.push(name, value);
    }
    return listed;
  }
}

/** True for headers given as an object, with names in lower case. */
export function isPlain(given: GivenHeaders | string): given is OutgoingHttpHeaders {
  if (typeof given === 'string' || Array.isArray(given)) return false;
  for (const name of Object.keys(given)) if (name !== name.toLowerCase()) return false;
  return true;
}
