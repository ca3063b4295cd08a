/** Markdown of a description that was written as plain text with code in it: nothing of it is read as HTML or as a template. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : escaped(part)))
    .join('');
}

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('{{', '&#123;&#123;')
    .replaceAll('*', '\\*');

/** A description as the text of a cell of a table. */
export const cell = (text: string): string =>
  prose(text)
    .trim()
    .replaceAll(/\n\s*\n/g, '<br>')
    .replaceAll('\n', ' ');

/** Code within text. */
export const code = (text: string): string => `\`${text}\``;

/** A value as it is written in JSON, in code. */
export const jsonCode = (value: unknown): string => code(JSON.stringify(value) ?? 'null');
