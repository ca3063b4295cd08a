import { daysOf, rangeOf, type ChartLine, type LineChart } from '../model/line-chart.ts';
import { change, number } from '../model/words.ts';
import { html } from './html-text.ts';

const WIDTH = 720;
const HEIGHT = 240;
const MARGIN = { top: 12, right: 16, bottom: 28, left: 64 };
const [LEFT, RIGHT] = [MARGIN.left, WIDTH - MARGIN.right];
const [TOP, BOTTOM] = [MARGIN.top, HEIGHT - MARGIN.bottom];
/** Colours, and dashes for those who do not see them. */
export const SERIES = 6;
const TICKS = 4;
const DAY_MS = 86_400_000;
const shortDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A position with no more digits than a picture needs. */
const at = (value: number) => String(Math.round(value * 10) / 10);

/** A chart as a picture with a title and a description. Colours are classes of the page. */
export function svgOf(chart: LineChart, id: string): string {
  const days = daysOf(chart.lines).map((day) => Date.parse(day));
  const [low, high] = rangeOf(chart);
  const pad = days.length === 1 ? DAY_MS / 2 : 0;
  const [first, last] = [(days[0] ?? 0) - pad, (days.at(-1) ?? 0) + pad];
  const x = (date: string) => LEFT + ((Date.parse(date) - first) / (last - first)) * (RIGHT - LEFT);
  const y = (value: number) => BOTTOM - ((value - low) / (high - low)) * (BOTTOM - TOP);
  const scale: Scale = { x, y };
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${html(chart.title)}</title>`,
    `<desc id="${id}-d">${html(chart.description)}</desc>`,
    `<clipPath id="${id}-c"><rect x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${BOTTOM - TOP}"/></clipPath>`,
    ...ticks(low, high, chart.unit).map(
      ({ value, text }) =>
        `<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${at(y(value))}" y2="${at(y(value))}"/><text class="tick" text-anchor="end" x="${LEFT - 6}" y="${at(y(value) + 4)}">${html(text)}</text>`,
    ),
    `<line class="zero" x1="${LEFT}" x2="${RIGHT}" y1="${at(y(0))}" y2="${at(y(0))}"/>`,
    ...levelOf(chart, scale),
    `<g clip-path="url(#${id}-c)">`,
    ...chart.lines.map((line, series) => lineOf(line, series % SERIES, scale)),
    '</g>',
    ...dayLabels(days, scale),
    '</svg>',
  ].join('');
}

interface Scale {
  readonly x: (date: string) => number;
  readonly y: (value: number) => number;
}

function lineOf({ points }: ChartLine, series: number, { x, y }: Scale): string {
  const path = (all: readonly (readonly [string, number])[]) =>
    all.map(([date, value], n) => `${n === 0 ? 'M' : 'L'}${at(x(date))} ${at(y(value))}`).join('');
  const middle = points.map(({ date, value }) => [date, value] as const);
  const upper = points.map(({ date, value, upper: end = value }) => [date, end] as const);
  const lower = points.map(({ date, value, lower: end = value }) => [date, end] as const);
  const band = path([...upper, ...lower.toReversed()]);
  const last = middle.at(-1);
  return [
    points.some(({ lower: end }) => end !== undefined)
      ? `<path class="band s${series}" d="${band}Z"/>`
      : '',
    `<path class="line s${series}" d="${path(middle)}"/>`,
    last
      ? `<circle class="dot s${series}" cx="${at(x(last[0]))}" cy="${at(y(last[1]))}" r="3.5"/>`
      : '',
  ].join('');
}

function levelOf({ level, unit }: LineChart, { y }: Scale): string[] {
  if (!level) return [];
  const height = at(y(level.value));
  const text = `${level.name} ${unit === 'people' ? number(Math.ceil(level.value)) : change(level.value)}`;
  return [
    `<line class="level" x1="${LEFT}" x2="${RIGHT}" y1="${height}" y2="${height}"/><text class="tick" text-anchor="end" x="${RIGHT}" y="${at(y(level.value) - 5)}">${html(text)}</text>`,
  ];
}

/** Round values over a range, some four of them. */
function ticks(low: number, high: number, unit: LineChart['unit']) {
  const rough = (high - low) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((one) => one * power >= rough) ?? 10) * power;
  const from = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - from + 1 }, (_, n) => {
    const value = (from + n) * step;
    return { value, text: unit === 'people' ? number(Math.round(value)) : tickOf(value) };
  });
}

function tickOf(fraction: number): string {
  const percent = Number((fraction * 100).toFixed(2));
  return `${percent > 0 ? '+' : ''}${percent} %`.replace('-', '−');
}

function dayLabels(days: readonly number[], { x }: Scale): string[] {
  const count = Math.min(days.length, 6);
  const chosen = Array.from(
    { length: count },
    (_, n) => days[Math.round((n * (days.length - 1)) / Math.max(1, count - 1))]!,
  );
  return chosen.map((time, n) => {
    const place = x(new Date(time).toISOString());
    const anchor = n === count - 1 && count > 1 ? 'end' : 'middle';
    return `<text class="tick" text-anchor="${anchor}" x="${at(place)}" y="${HEIGHT - 8}">${shortDay.format(time)}</text>`;
  });
}
