import type { LineChart } from './line-chart.ts';

/** A table. Cells are plain text; the first column names the row. */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a report, which each format renders in its own way. All texts are plain. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'chart'; readonly chart: LineChart; readonly table: Table };

/** A section of a report under a heading. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Left out first where there is little room, in the order of these numbers; 0 is never left out. */
  readonly droppedAs: number;
}

/** A report about one experiment. */
export interface Report {
  readonly title: string;
  readonly sections: readonly Section[];
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
