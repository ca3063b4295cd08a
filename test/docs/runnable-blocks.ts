import { lexer, type Tokens } from 'marked';
import type { ShownOutput } from './shown-output.ts';

/**
 * A fenced block of a document that is run by a test, in the order of the document. What is said behind the language
 * of a fence is seen by no reader:
 *
 * - `sh runnable` is a command that must succeed;
 * - `sh runnable server` is one that goes on running, and serves the blocks behind it;
 * - `sh runnable stream` is one that goes on running, and must print something;
 * - `python runnable` and `ts runnable` are programs that must succeed;
 * - `json output` and `text output` show what the command before them prints, or a part of it.
 */
export interface RunnableBlock {
  readonly language: RunnableLanguage;
  readonly command: string;
  readonly role: 'command' | 'server' | 'stream';
  readonly output?: ShownOutput;
}

/** A language whose blocks can be run. */
export type RunnableLanguage = 'sh' | 'python' | 'ts';

const isRunnable = (language: string | undefined): language is RunnableLanguage =>
  language === 'sh' || language === 'python' || language === 'ts';

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
    if (isRunnable(language) && kind === 'runnable') {
      const known = role === 'server' || role === 'stream' ? role : 'command';
      blocks.push({ language, command: text, role: known });
    } else if (kind === 'output' && (language === 'json' || language === 'text')) {
      const last = blocks.pop();
      if (last === undefined) throw new Error(`An output without a command: ${text}`);
      blocks.push({ ...last, output: { language, text } });
    }
  }
  return blocks;
}
