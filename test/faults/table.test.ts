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

it('what callers see when PostHog fails is what the documentation says', () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  const printed = withSection(document, SECTION, asTable());
  if (process.env['UPDATE_FAULTS'] === '1') writeFileSync(DOCUMENT, printed);
  else expect(document, 'UPDATE_FAULTS=1 npx vitest run test/faults prints it').toBe(printed);
});

it('no fault makes a change be sent twice', () => {
  for (const [{ name }, { mutation }] of rows)
    expect(mutation!.writes, name).toBeLessThanOrEqual(1);
});

it('what was read before is answered after every fault, marked as stale', () => {
  for (const [fault, { 'kept query': kept }] of rows) {
    if (fault.nowhere !== undefined || fault.name.startsWith('Slow')) continue;
    // A 500 is PostHog's own answer; what is kept is answered after it too.
    expect(kept?.answer, fault.name).toBe('data, stale');
  }
});

it('a subscription begins with what PostHog says, not with what was kept', () => {
  for (const [fault, row] of rows) {
    if (fault.nowhere !== undefined) continue;
    expect(row['kept subscription']?.answer, fault.name).toBe(row.subscription?.answer);
  }
});
