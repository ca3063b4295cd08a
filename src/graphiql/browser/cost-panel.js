import { useLastCost } from './last-cost.js';

/**
 * @import { Limits, Upstream } from './globals.d.ts'
 * @typedef {{ label: string, value: number, of: number, note: string, kind?: string, unit?: string }} Figure
 */

const h = React.createElement;
/** @param {number} value */
const readable = (value) => value.toLocaleString('en');

/**
 * A plugin of GraphiQL: a panel that draws what the last answer took at PostHog, and what is left.
 * @param {Limits} limits
 */
export const costPlugin = (limits) => ({
  title: 'Cost',
  icon: Icon,
  content: () => h(Panel, { limits }),
});

const Icon = () =>
  h(
    'svg',
    { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 },
    h('path', { d: 'M4 20h16M6.5 16v-5M12 16V5M17.5 16V9', strokeLinecap: 'round' }),
  );

/** @param {{ limits: Limits }} props */
function Panel({ limits }) {
  const cost = useLastCost();
  return h(
    'section',
    { 'aria-label': 'Cost', className: 'cost-panel' },
    h('div', { className: 'cost-title' }, 'Cost'),
    h('p', { role: 'status' }, cost ? summary(cost) : 'Run an operation to see what it costs.'),
    cost && [
      h(Figures, { key: 'calls', title: 'Calls to PostHog', figures: calls(cost) }),
      cost.budget
        ? h(Figures, {
            key: 'budget',
            title: 'Budget left',
            figures: budget(cost.budget, limits),
          })
        : h('p', { key: 'budget' }, 'PostHog has not said what budget this key has.'),
      h(Figures, { key: 'saved', title: 'Reads without a call', figures: saved(cost) }),
      h(Figures, { key: 'time', title: 'Delays', figures: delays(cost) }),
    ],
  );
}

/** @param {Upstream} cost */
function summary({ calls: made, cacheHits, staleHits, deduplicated }) {
  const without = cacheHits + staleHits + deduplicated;
  const text = `The last answer took ${readable(made)} ${made === 1 ? 'call' : 'calls'} to PostHog`;
  return without === 0
    ? `${text}.`
    : `${text}; ${readable(without)} ${without === 1 ? 'read' : 'reads'} needed none.`;
}

/**
 * @param {Upstream} cost
 * @returns {Figure[]}
 */
function calls({ calls: made, predicted }) {
  const of = Math.max(made, predicted, 1);
  const above = made > predicted ? 'over' : undefined;
  return [
    {
      label: 'Made',
      value: made,
      of,
      note: 'sent to PostHog',
      ...(above && { kind: above }),
    },
    {
      label: 'Predicted',
      value: predicted,
      of,
      note: 'with nothing cached',
      kind: 'muted',
    },
  ];
}

/**
 * @param {Upstream} cost
 * @returns {Figure[]}
 */
function saved({ cacheHits, staleHits, deduplicated }) {
  const of = Math.max(cacheHits + staleHits + deduplicated, 1);
  return [
    { label: 'Cache hits', value: cacheHits, of, note: 'read from the cache', kind: 'good' },
    {
      label: 'Stale hits',
      value: staleHits,
      of,
      note: 'past their time, as PostHog could not answer',
      kind: 'over',
    },
    {
      label: 'Shared',
      value: deduplicated,
      of,
      note: 'joined a call in flight',
      kind: 'good',
    },
  ];
}

/**
 * @param {Upstream} cost
 * @returns {Figure[]}
 */
const delays = ({ waitedMs, retries, calls: made }) => [
  {
    label: 'Waited',
    value: waitedMs,
    of: Math.max(waitedMs, 1_000),
    note: 'until calls were sent',
    kind: 'over',
    unit: 'ms',
  },
  {
    label: 'Retries',
    value: retries,
    of: Math.max(made, retries, 1),
    note: 'calls that were repeated',
    kind: 'over',
  },
];

/**
 * @param {NonNullable<Upstream['budget']>} left
 * @param {Limits} limits
 * @returns {Figure[]}
 */
const budget = ({ minuteRemaining, hourRemaining }, { perMinute, perHour }) => [
  remaining('This minute', minuteRemaining, perMinute),
  remaining('This hour', hourRemaining, perHour),
];

/**
 * @param {string} label
 * @param {number} value
 * @param {number} limit
 * @returns {Figure}
 */
function remaining(label, value, limit) {
  const of = Math.max(limit, value);
  const kind = value < of / 5 ? 'over' : 'good';
  return { label, value, of, note: `of ${readable(of)} calls`, kind };
}

/** @param {{ title: string, figures: Figure[] }} props */
const Figures = ({ title, figures }) =>
  h(
    React.Fragment,
    null,
    h('h3', null, title),
    h(
      'dl',
      { 'aria-label': title },
      ...figures.map((figure) => h(Row, { key: figure.label, figure })),
    ),
  );

/** @param {{ figure: Figure }} props */
const Row = ({ figure: { label, value, of, note, kind = 'plain', unit } }) =>
  h(
    'div',
    { className: 'cost-row' },
    h('dt', null, label, h('small', null, note)),
    h(
      'dd',
      null,
      h('span', null, unit ? `${readable(value)} ${unit}` : readable(value)),
      h(
        'div',
        { className: 'cost-bar', 'aria-hidden': true },
        h('div', { className: `cost-${kind}`, style: { width: `${(100 * value) / of}%` } }),
      ),
    ),
  );
