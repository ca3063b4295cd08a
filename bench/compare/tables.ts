import { compareFigure, type Compared, type FigureName } from './estimates.ts';
import type { RatioEstimate } from './interval.ts';
import type { ComparisonFile } from './rows.ts';

const TIME: readonly FigureName[] = ['cpu', 'rps', 'p50', 'p99'];
const MEMORY: readonly FigureName[] = ['peak', 'heap'];
/** What must be the same for the rest to say something. */
const WORK: readonly FigureName[] = ['calls', 'bytes'];

const titles: Readonly<Record<FigureName, string>> = {
  cpu: 'CPU µs',
  rps: 'requests/s',
  p50: 'p50 ms',
  p99: 'p99 ms',
  calls: 'calls',
  bytes: 'bytes',
  peak: 'peak MiB',
  heap: 'heap MiB',
};

/** The tables of a comparison, as Markdown: time, memory, and the amount of work where the sides differ in it. */
export function tablesOf({ comparison, rows, failures }: ComparisonFile): string {
  const { date, node, rounds, seconds, a, b } = comparison;
  const linesOf = (figures: readonly FigureName[], differ = false) =>
    figures
      .flatMap((figure) => compareFigure(rows, figure).map((one) => ({ figure, ...one })))
      .filter(({ estimate }) => !differ || isNotable(estimate))
      .map(({ figure, ...one }) => lineOf(figure, one))
      .toSorted();
  return [
    `${date.slice(0, 10)}, Node ${node}, ${rounds} rounds of ${seconds} s\n\nA: ${a}\nB: ${b}`,
    ...tableOf('Time', linesOf(TIME)),
    ...tableOf('Memory', linesOf(MEMORY)),
    ...tableOf('Different work', linesOf(WORK, true)),
    ...failures.map(
      ({ scenario, mode, message }) => `Not compared: ${scenario} ${mode}: ${message}`,
    ),
  ].join('\n\n');
}

/** Requests that the end of a run cuts off make small differences. */
const isNotable = (estimate: RatioEstimate) =>
  Math.abs(Math.log(estimate.ratio)) > 0.02 && (estimate.isSignificant || estimate.rounds === 1);

function tableOf(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const head = `| ${title} | mode | | A | B | B / A | 95 % interval | |`;
  return [[head, '| --- | --- | --- | ---: | ---: | ---: | ---: | --- |', ...lines].join('\n')];
}

function lineOf(figure: FigureName, { scenario, mode, a, b, estimate }: Compared): string {
  const start = `| ${scenario} | ${mode} | ${titles[figure]} | ${shown(a)} | ${shown(b)} |`;
  const [low, high] = estimate.interval;
  const ratio = (value: number) => (value < 10 ? value.toFixed(3) : shown(value));
  const interval = estimate.rounds === 1 ? 'one round' : `${ratio(low)} – ${ratio(high)}`;
  return `${start} ${estimate.ratio.toFixed(3)} | ${interval} | ${estimate.isSignificant ? 'significant' : ''} |`;
}

/** Three digits, or a whole number. */
const shown = (value: number) =>
  value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
