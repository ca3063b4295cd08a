import { lexer, walkTokens, type Tokens } from 'marked';

/** A fenced block of a document. */
export interface CodeBlock {
  /** The path of its document, and its number there: `docs/rest.md, block 2`. */
  readonly place: string;
  readonly language: string;
  /** What stands behind the language of the fence; '' for nothing. */
  readonly role: string;
  readonly text: string;
}

/** The fenced blocks of Markdown documents, at any depth, in order. */
export function codeBlocks(documents: ReadonlyMap<string, string>): CodeBlock[] {
  return [...documents].flatMap(([path, markdown]) => {
    const found: CodeBlock[] = [];
    void walkTokens(lexer(markdown), (token) => {
      if (token.type !== 'code') return;
      const { lang = '', text } = token as Tokens.Code;
      const [language = '', ...role] = lang.split(' ');
      found.push({
        place: `${path}, block ${found.length + 1}`,
        language,
        role: role.join(' '),
        text,
      });
    });
    return found;
  });
}
