import type { Block, Report, Section, Table } from '../model/blocks.ts';

/** A plain text as Markdown on one line: what Markdown or HTML would give a meaning to is escaped. */
const markdown = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    // These would turn around what follows them on the line.
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[\\`*_{}[\]#|~!]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // At the beginning of a line these make a list or a rule.
    .replace(/^(\s*)([-+](?=\s)|=|-{3})/, String.raw`$1\$2`)
    .replace(/^(\s*\d+)([.)])(?=\s)/, String.raw`$1\$2`)
    // An address would become a link.
    .replaceAll(/(https?|ftp):\/\//gi, '$1&#58;//')
    .replaceAll(/\bwww\./gi, 'www&#46;')
    .replaceAll('@', '&#64;');

/** A report as Markdown (GitHub's). Charts are their tables. */
export const renderMarkdown = ({ title, sections }: Report): string =>
  [`# ${markdown(title)}`, ...sections.map((one) => sectionMarkdown(one))].join('\n\n') + '\n';

function sectionMarkdown({ title, blocks }: Section): string {
  return [`## ${markdown(title)}`, ...blocks.map((one) => blockMarkdown(one))].join('\n\n');
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return markdown(block.text);
    case 'notice':
      return `**${markdown(block.text)}**`;
    case 'list':
      return block.items.map((item) => `- ${markdown(item)}`).join('\n');
    case 'facts':
      return tableMarkdown(['', ''], block.facts);
    case 'table':
      return captioned(block.table);
    case 'chart':
  }
  return `${markdown(block.chart.description)}\n\n${captioned(block.table)}`;
}

const captioned = ({ caption, head, rows }: Table) =>
  `${markdown(caption)}:\n\n${tableMarkdown(head, rows)}`;

const line = (row: readonly string[]) => `| ${row.map((cell) => markdown(cell)).join(' | ')} |`;

function tableMarkdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
