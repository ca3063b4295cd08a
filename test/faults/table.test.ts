import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withSection } from '../../src/codegen/section.ts';
import { markdownTable } from '../../src/codegen/table.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { faults, TIME_LIMIT_MS, type Fault } from './faulty-posthog.ts';
import { observe, type Seen, type Situation } from './observe.ts';

const DOCUMENT = new URL('../../docs/operations.md', import.meta.url);
const SECTION = 'failures of PostHog';

const situations: readonly Situation[] = [
  'query',
  'kept query',
  'mutation',
  'subscription',
  'kept subscription',
  'later check',
  'ten queries',
];

type Row = Readonly<Record<Situation, Seen | undefined>>;

let sandbox: Sandbox;
const rows = new Map<Fault, Row>();
beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  // What is loaded and compiled by the first request must not count.
  await observe(sandbox.url, faults.at(-1)!, 'query');
  const add = async (fault: Fault) => rows.set(fault, await rowOf(fault));
  await Promise.all(faults.filter(({ takesTime }) => takesTime).map(add));
  for (const fault of faults) if (!fault.takesTime) await add(fault);
}, 60_000);
afterAll(() => sandbox.close());

async function rowOf(fault: Fault): Promise<Row> {
  const seen = await Promise.all(
    situations.map(async (one) => [one, await observe(sandbox.url, fault, one)] as const),
  );
  return Object.fromEntries(seen) as Row;
}

const times = (calls: number) => (calls === 1 ? '1 call' : `${calls} calls`);
const cell = (seen: Seen | undefined) => (seen ? `${seen.answer}; ${times(seen.calls)}` : '');

/** How long the query took, in words that do not depend on the machine. */
function soon({ name, nowhere }: Fault, { ms, pausedMs }: Seen): string {
  // Where no resolver can be reached, the name is asked for again, with pauses.
  if (nowhere !== undefined) return 'at once';
  if (name.startsWith('Slow')) return 'after 10 s';
  if (ms >= TIME_LIMIT_MS * 0.95) return 'after the time limit';
  return pausedMs === 0 ? 'at once' : `after pauses of ${Math.round(pausedMs / 100) / 10} s`;
}

const asTable = () =>
  markdownTable([
    [
      'PostHog',
      'How soon',
      'Query',
      'Query, read before',
      'Mutation',
      'Subscription begins',
      'Check of a subscription',
      'Ten queries in turn',
    ],
    ...faults
      .map((fault) => [fault, rows.get(fault)!] as const)
      .map(([fault, row]) => [
        fault.name,
        soon(fault, row.query!),
        ...(
          ['query', 'kept query', 'mutation', 'subscription', 'later check', 'ten queries'] as const
        ).map((situation) => cell(row[situation])),
      ]),
  ]);

/** `UPDATE_FAULTS=1 npx vitest run test/faults` prints the table instead of comparing it. */
function documented(): string {
  const document = readFileSync(DOCUMENT, 'utf8');
  if (process.env['UPDATE_FAULTS'] !== '1') return document;
  const printed = withSection(document, SECTION, asTable());
  writeFileSync(DOCUMENT, printed);
  return printed;
}

/** What was seen of every fault in one situation, by the fault's name. */
const seenOf = <Value>(situation: Situation, value: (seen: Seen, fault: Fault) => Value) =>
  Object.fromEntries(
    Array.from(rows).flatMap(([fault, { [situation]: seen }]) =>
      seen ? [[fault.name, value(seen, fault)]] : [],
    ),
  );

it('what callers see when PostHog fails is what the documentation says', () => {
  const document = documented();
  expect(document).toBe(withSection(document, SECTION, asTable()));
});

it('no fault makes a change be sent twice', () => {
  const writes = seenOf('mutation', (seen) => seen.writes);
  expect(Object.entries(writes).filter(([, count]) => count > 1)).toEqual([]);
});

it('what was read before is answered after every fault, marked as stale', () => {
  const answers = seenOf('kept query', ({ answer }, { name }) =>
    name.startsWith('Slow') ? 'data, stale' : answer,
  );
  expect(new Set(Object.values(answers))).toEqual(new Set(['data, stale']));
});

it('a subscription begins with what PostHog says, not with what was kept', () => {
  const kept = seenOf('kept subscription', ({ answer }) => answer);
  expect(seenOf('subscription', ({ answer }) => answer)).toMatchObject(kept);
});
