import { Lexer, TokenKind, type Token } from 'graphql';
import { documentLimits, overLimit } from '../limits.ts';

const opening: ReadonlySet<string> = new Set([
  TokenKind.BRACE_L,
  TokenKind.BRACKET_L,
  TokenKind.PAREN_L,
]);
const closing: ReadonlySet<string> = new Set([
  TokenKind.BRACE_R,
  TokenKind.BRACKET_R,
  TokenKind.PAREN_R,
]);

/**
 * Reads tokens up to the limits of a document. The parser and everything that walks its tree call themselves
 * for each bracket inside another, so nesting is bounded here, before there is a tree.
 */
export class BoundedLexer extends Lexer {
  #tokens = 0;
  #nesting = 0;

  /** @throws GraphQLError DOCUMENT_TOO_LONG or DOCUMENT_TOO_DEEP */
  override advance(): Token {
    const token = super.advance();
    const { kind } = token;
    if (kind === TokenKind.EOF) return token;
    this.#tokens += 1;
    if (this.#tokens > documentLimits.tokens) {
      throw overLimit('DOCUMENT_TOO_LONG', 'tokens', this.#tokens, documentLimits.tokens);
    }
    if (kind === TokenKind.NAME) refuseLongName(token.end - token.start);
    else if (opening.has(kind)) this.#open();
    else if (closing.has(kind)) this.#nesting -= 1;
    return token;
  }

  #open(): void {
    this.#nesting += 1;
    if (this.#nesting > documentLimits.nesting) {
      const { nesting } = documentLimits;
      throw overLimit('DOCUMENT_TOO_DEEP', 'levels of brackets', this.#nesting, nesting);
    }
  }
}

function refuseLongName(length: number): void {
  const { nameLength } = documentLimits;
  if (length > nameLength) {
    throw overLimit('DOCUMENT_TOO_LONG', 'characters in one name', length, nameLength);
  }
}
