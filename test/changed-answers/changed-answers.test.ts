import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { randomNumbers } from '../random-queries/random-numbers.ts';
import {
  asText,
  oddities,
  placesIn,
  valueAt,
  withOthers,
  withValue,
  type Json,
  type Path,
} from './changes.ts';
import { answerTo, bugsIn, lostPlaces, type Answered } from './check-change.ts';
import { differences } from './differences.ts';
import { recordedPostHog } from './recorded-posthog.ts';
import { sampleDocuments } from './sample-documents.ts';

const CASES = Number(process.env['CHANGED_ANSWERS'] ?? 80);
const SEED = Number(process.env['CHANGED_ANSWERS_SEED'] ?? 13);

interface Document {
  readonly text: string;
  readonly before: Answered;
  /** Places whose value is another one with each request. */
  readonly volatile: readonly Path[];
}

let real: TestGraph;
let posthog: Awaited<ReturnType<typeof recordedPostHog>>;
let graph: TestGraph;
/** The documents that each request answers. */
const readers = new Map<string, Document[]>();

beforeAll(async () => {
  // Which recordings and days there are depends on the time.
  const sandbox = { now: '2026-11-27T12:00:00Z' };
  real = await startGraph({ sandbox });
  posthog = await recordedPostHog(real.sandbox.url);
  graph = await startGraph({ host: posthog.url, sandbox });
  const { documents, unseen } = await sampleDocuments(schema, graph);
  process.stdout.write(`${documents.length} documents; unseen: ${unseen.join(', ')}\n`);
  for (const text of documents) {
    posthog.takeUsed();
    const before = await answerTo(graph, text);
    const again = await answerTo(graph, text);
    const document = { text, before, volatile: differences(before.data, again.data) };
    for (const request of posthog.takeUsed()) {
      readers.set(request, [...(readers.get(request) ?? []), document]);
    }
  }
}, 120_000);
afterAll(async () => {
  await graph.close();
  await posthog.close();
  await real.close();
});

interface Other {
  readonly text: string;
  /** True for a value that may be refused, and then takes more with it than what depends on it. */
  readonly mayBeRefused: boolean;
}

/** Other values of the kind that a value has, with which every place that depends on it answers otherwise. */
function othersOf(json: Json, path: Path): Other[] {
  const value = valueAt(json, path);
  const isContainer = typeof value === 'object' && value !== null;
  const others = [
    withOthers(json, path, () => true),
    withOthers(json, path, (one) => typeof one !== 'string'),
    withOthers(json, path, (one) => typeof one === 'string'),
  ];
  const anyValues = oddities.map((odd) => withValue(json, path, odd as Json));
  const empty = [null, undefined, {}, []].map((odd) => withValue(json, path, odd as Json));
  // There is no other null: whatever shows any value instead of it depends on it.
  if (value === null) others.push(...anyValues);
  // The value of a flag is true, false or the key of a variant.
  const variant = typeof value === 'boolean' ? [withValue(json, path, 'a-variant')] : [];
  return [
    ...others.map((other) => ({ text: JSON.stringify(other), mayBeRefused: false })),
    ...(isContainer ? empty : [withValue(json, path, null), ...variant]).map((other) => ({
      text: JSON.stringify(other),
      mayBeRefused: value !== null,
    })),
  ];
}

/** The places of a document that depend on a value. */
async function dependingPlaces(document: Document, request: string, json: Json, path: Path) {
  const places: Path[] = [];
  for (const { text, mayBeRefused } of othersOf(json, path)) {
    posthog.changes({ request, text });
    const after = await answerTo(graph, document.text);
    if (!mayBeRefused || after.errors.length <= document.before.errors.length)
      places.push(...differences(document.before.data, after.data));
  }
  return places;
}

it(`${CASES} changed values of PostHog's answers fail nothing but what shows them`, async () => {
  const random = randomNumbers(SEED);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const answers = [...readers.keys()].flatMap((request) => {
    const { status, text } = posthog.recorded.get(request)!;
    return status === 200 && text.length > 2 ? [{ request, json: JSON.parse(text) as Json }] : [];
  });
  const faults: string[] = [];
  for (let tried = 0; tried < CASES; tried += 1) {
    const { request, json } = pick(answers);
    const path = pick(placesIn(json));
    const value = valueAt(json, path) as Json;
    const odd: Json | undefined = random() < 0.2 ? asText(value) : (pick(oddities) as Json);
    const isLeaf = typeof value !== 'object' || value === null;
    const changed = { request, text: JSON.stringify(withValue(json, path, odd)) };
    for (const document of readers.get(request)!) {
      posthog.changes(changed);
      const after = await answerTo(graph, document.text);
      const { before, volatile } = document;
      let lost = lostPlaces(before, after, volatile, isLeaf);
      if (lost.length > 0) {
        const places = await dependingPlaces(document, request, json, path);
        lost = lostPlaces(before, after, [...volatile, ...places], isLeaf);
      }
      const wrong = [
        ...bugsIn(after),
        ...lost.map(String),
        ...graph.unexpected.splice(0).map(String),
      ];
      if (wrong.length === 0) continue;
      const change = `${path.join('.')}: ${JSON.stringify(value).slice(0, 80)} → ${JSON.stringify(odd)}`;
      faults.push([`${request} ${change}`, document.text, ...wrong].join('\n  '));
    }
    posthog.changes();
    if (CASES >= 1_000 && tried % 500 === 499)
      process.stdout.write(
        `${tried + 1} cases, ${answers.length} answers, ${faults.length} faults\n`,
      );
  }
  expect(faults.slice(0, 20)).toEqual([]);
}, 7_200_000);
