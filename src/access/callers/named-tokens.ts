import { createHash, timingSafeEqual } from 'node:crypto';

/** Tokens of the gateway with the names of their callers. */
export class NamedTokens {
  readonly #tokens: readonly (readonly [name: string, digest: Buffer])[];

  /** @param tokens the tokens by name */
  constructor(tokens: ReadonlyMap<string, string>) {
    this.#tokens = [...tokens].map(([name, token]) => [name, digest(token)]);
  }

  get size(): number {
    return this.#tokens.length;
  }

  /** The name of a token that was sent; undefined for one that is not known. Takes the same time for every token. */
  nameOf(sent: string): string | undefined {
    const hash = digest(sent);
    const found = this.#tokens.filter(([, known]) => timingSafeEqual(known, hash));
    return found[0]?.[0];
  }
}

/** Hashes to a fixed length, so that the comparison takes constant time for any input. */
const digest = (text: string) => createHash('sha256').update(text).digest();
