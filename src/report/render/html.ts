import { createHash } from 'node:crypto';
import type { Block, Report, Table } from '../model/blocks.ts';
import { cellHtml, html } from './html-text.ts';
import { STYLE } from './style.ts';
import { SERIES, svgOf } from './svg.ts';

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** What a report may load: nothing but its own style. */
export const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** A report as one page that needs nothing else, and runs nothing. All texts are escaped. */
export function renderHtml({ title, sections }: Report): string {
  let charts = 0;
  const block = (one: Block) => blockHtml(one, () => `chart${(charts += 1)}`);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${html(REPORT_POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${html(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1 dir="auto">${html(title)}</h1>`,
    ...sections.flatMap((section) => [
      `<section><h2>${html(section.title)}</h2>`,
      ...section.blocks.map(block),
      '</section>',
    ]),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockHtml(block: Block, newId: () => string): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p dir="auto">${html(block.text)}</p>`;
    case 'notice':
      return `<p dir="auto" class="notice">${html(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li dir="auto">${html(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.facts.map(([name, value]) => `<dt>${html(name)}</dt><dd dir="auto">${html(value)}</dd>`).join('')}</dl>`;
    case 'table':
      return tableHtml(block.table);
    case 'chart':
  }
  return [
    `<figure><figcaption dir="auto">${html(block.chart.title)}</figcaption>`,
    legend(block.chart.lines.map(({ name }) => name)),
    svgOf(block.chart, newId()),
    `<p dir="auto">${html(block.chart.description)}</p>`,
    '</figure>',
    tableHtml(block.table),
  ].join('\n');
}

const legend = (names: readonly string[]) =>
  `<ul class="legend">${names
    .map(
      (name, at) =>
        `<li dir="auto"><svg viewBox="0 0 28 8" aria-hidden="true"><path class="line s${at % SERIES}" d="M0 4L28 4"/></svg>${html(name)}</li>`,
    )
    .join('')}</ul>`;

const cells = (row: readonly string[]) =>
  row
    .map((cell, at) =>
      at === 0
        ? `<th scope="row" dir="auto">${cellHtml(cell)}</th>`
        : `<td dir="auto">${cellHtml(cell)}</td>`,
    )
    .join('');

function tableHtml({ caption, head, rows }: Table): string {
  return [
    `<div class="wide" tabindex="0" role="region" aria-label="${html(caption)}"><table><caption dir="auto">${html(caption)}</caption>`,
    `<thead><tr>${head.map((one) => `<th scope="col" dir="auto">${html(one)}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`,
  ].join('\n');
}
