import { LRUCache } from 'lru-cache';

/** Answers a request the ordinary way. */
export type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

const PROBE = `http://front/graphql?query=${encodeURIComponent('{ __typename }')}`;
/** Longer ones are not worth remembering; nobody but an attacker sends them. */
const MAX_LENGTH = 200;

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

/** What the ordinary way says of headers nearly all clients send: to ask it is a good part of a first answer. */
export const usual: ReadonlyMap<string, string> = new Map([
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/json, text/plain, */*', JSON_TYPE],
  ['application/graphql-response+json', RESPONSE_TYPE],
  ['application/graphql-response+json, application/json;q=0.9', RESPONSE_TYPE],
  ['application/graphql-response+json,application/json;q=0.9', RESPONSE_TYPE],
]);

/**
 * Which content type an Accept header gets. Not decided here: the ordinary way is asked once for each
 * other header that is seen, so both ways always agree.
 */
export class MediaTypes {
  readonly #fetch: Fetch;
  readonly #known = new LRUCache<string, string>({ max: 100 });

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** The content type, or undefined when the header asks for something this way does not give. */
  of(accept: string | undefined): string | undefined | Promise<string | undefined> {
    const header = accept ?? '*/*';
    if (header.length > MAX_LENGTH) return undefined;
    return usual.get(header) ?? this.#known.get(header) ?? this.#ask(header);
  }

  async #ask(accept: string): Promise<string | undefined> {
    const response = await this.#fetch(PROBE, { headers: { accept } });
    const type = response.headers.get('content-type');
    if (!response.ok || type === null || !/\bjson\b/.test(type)) return undefined;
    this.#known.set(accept, type);
    return type;
  }
}
