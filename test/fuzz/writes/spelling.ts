import fc from 'fast-check';
import { Lexer, Source, TokenKind } from 'graphql';

/** Text that a parser ignores between two tokens. */
const skipped = fc.constantFrom(' ', ',', '\n', '\t', ' ,, ', '\r\n', '# a comment\n', '\uFEFF ');

/** The same document with other ignored text between its tokens, such as `@ defer` for `@defer`. */
export function respelled(document: string): fc.Arbitrary<string> {
  const tokens = tokensOf(document);
  return fc
    .array(skipped, { minLength: tokens.length, maxLength: tokens.length })
    .map((gaps) => tokens.map((token, index) => `${gaps[index]}${token}`).join(''));
}

function tokensOf(document: string): string[] {
  const lexer = new Lexer(new Source(document));
  const tokens: string[] = [];
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens.push(document.slice(token.start, token.end));
  }
  return tokens;
}
