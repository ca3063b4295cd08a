/** Characters that HTML gives a meaning to. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A plain text as HTML or SVG, for content and for quoted attributes. Control characters, which neither may have, go. */
export const html = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);

/** Characters after which a word may be broken in a table. */
const LONG_WORD = 24;

/** The same for a cell of a table: long words may be broken, and short ones are not. */
export const cellHtml = (text: string): string =>
  text.replaceAll(/\S+/gu, (word) =>
    (word.match(new RegExp(`.{1,${LONG_WORD}}`, 'gu')) ?? []).map(html).join('<wbr>'),
  );
