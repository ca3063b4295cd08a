import { readdirSync, readFileSync } from 'node:fs';

export interface MarkdownFile {
  /** File name without its extension. */
  readonly name: string;
  /** The heading. */
  readonly title: string;
  /** The quotation under the heading; '' when there is none. */
  readonly description: string;
  /** The text after that. */
  readonly body: string;
  readonly text: string;
}

const SHAPE = /^# (?<title>.+)\n+(?:> (?<description>.+)\n+)?(?<body>[^]*)$/;

/**
 * Every Markdown file of a folder, by name.
 * @throws Error for a file that does not begin with a heading
 */
export function readMarkdown(folder: URL): MarkdownFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      const { title, description = '', body = '' } = SHAPE.exec(text)?.groups ?? {};
      if (title === undefined) throw new Error(`${file} does not begin with a heading.`);
      return { name: file.replace(/\.md$/, ''), title, description, body: body.trim(), text };
    });
}
