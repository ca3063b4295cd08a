import { lexer, type Tokens } from 'marked';
import type { ShownOutput } from './shown-output.ts';

/**
 * A fenced block of a document that is run by a test, in the order of the document. What is said behind the language
 * of a fence is seen by no reader:
 *
 * - `sh runnable` is a command that must succeed;
 * - `sh runnable server` is one that goes on running, and serves the blocks behind it;
 * - `json output` and `text output` show what the command before them prints, or a part of it.
 */
export interface RunnableBlock {
  readonly command: string;
  readonly isServer: boolean;
  readonly output?: ShownOutput;
}

/**
 * The runnable blocks of a Markdown document.
 * @throws Error when an output stands behind no command
 */
export function runnableBlocks(markdown: string): RunnableBlock[] {
  const blocks: RunnableBlock[] = [];
  for (const token of lexer(markdown)) {
    if (token.type !== 'code') continue;
    const { lang = '', text } = token as Tokens.Code;
    const [language, kind, role] = lang.split(' ');
    if (language === 'sh' && kind === 'runnable') {
      blocks.push({ command: text, isServer: role === 'server' });
    } else if (kind === 'output' && (language === 'json' || language === 'text')) {
      const last = blocks.pop();
      if (last === undefined) throw new Error(`An output without a command: ${text}`);
      blocks.push({ ...last, output: { language, text } });
    }
  }
  return blocks;
}
