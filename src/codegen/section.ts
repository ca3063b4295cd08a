/**
 * Replaces the text between `<!-- name -->` and `<!-- /name -->` in a Markdown document.
 * @throws Error when the document does not contain both markers
 */
export function withSection(markdown: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = markdown.indexOf(open);
  const end = markdown.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`No ${open} … ${close} in the text.`);
  return `${markdown.slice(0, start + open.length)}\n\n${content}\n\n${markdown.slice(end)}`;
}
