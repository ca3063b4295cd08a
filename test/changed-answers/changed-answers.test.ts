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

const CASES = Number(process.env['CHANGED_ANSWERS'] ?? 150);
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
  real = await startGraph();
  posthog = await recordedPostHog(real.sandbox.url);
  graph = await startGraph({ host: posthog.url });
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

/** What depends on a value: places that answer otherwise when it is another one of its kind. */
const dependents = new Map<string, Promise<Map<Document, Path[]>>>();

async function dependentsOf(request: string, json: Json, path: Path) {
  const found = new Map<Document, Path[]>();
  const others = [
    withOthers(json, path, () => true),
    withOthers(json, path, (value) => typeof value !== 'string'),
    withOthers(json, path, (value) => typeof value === 'string'),
  ];
  // There is no other null: what shows any value instead of it depends on it.
  const isNull = valueAt(json, path) === null;
  if (isNull) others.push(...oddities.map((odd) => withValue(json, path, odd as Json)));
  const withoutErrors = isNull ? [] : [withValue(json, path, null)];
  for (const other of [...others, ...withoutErrors]) {
    posthog.changes({ request, text: JSON.stringify(other) });
    for (const document of readers.get(request)!) {
      const after = await answerTo(graph, document.text);
      if (withoutErrors.includes(other) && after.errors.length > 0) continue;
      const places = differences(document.before.data, after.data);
      found.set(document, [...(found.get(document) ?? []), ...places]);
    }
  }
  return found;
}

it(`${CASES} changed values of PostHog's answers fail nothing but what shows them`, async () => {
  const random = randomNumbers(SEED);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const requests = [...readers.keys()].filter((name) => {
    const { status, text } = posthog.recorded.get(name)!;
    return status === 200 && text.length > 2;
  });
  const parsed = new Map(
    requests.map((name) => [name, JSON.parse(posthog.recorded.get(name)!.text) as Json]),
  );
  const faults: string[] = [];
  for (let tried = 0; tried < CASES; tried += 1) {
    const request = pick(requests);
    const json = parsed.get(request)!;
    const path = pick(placesIn(json));
    const value = valueAt(json, path) as Json;
    const odd: Json | undefined = random() < 0.2 ? asText(value) : (pick(oddities) as Json);
    const isLeaf = typeof value !== 'object' || value === null;
    const name = `${request} ${path.join('.')}`;
    if (!dependents.has(name)) dependents.set(name, dependentsOf(request, json, path));
    const depending = await dependents.get(name)!;
    posthog.changes({ request, text: JSON.stringify(withValue(json, path, odd)) });
    for (const document of readers.get(request)!) {
      const after = await answerTo(graph, document.text);
      const places = [...(depending.get(document) ?? []), ...document.volatile];
      const lost = lostPlaces(document.before, after, places, isLeaf);
      const bugs = bugsIn(after);
      if (bugs.length === 0 && lost.length === 0 && graph.unexpected.length === 0) continue;
      const was = JSON.stringify(value)?.slice(0, 80);
      faults.push(
        [
          `${name}: ${was} → ${JSON.stringify(odd)}`,
          document.text,
          ...bugs,
          ...lost.map(String),
          ...graph.unexpected.splice(0).map(String),
        ].join('\n  '),
      );
    }
    posthog.changes();
  }
  if (CASES > 1_000) {
    const text = `${CASES} cases in ${requests.length} answers, ${faults.length} faults\n`;
    process.stdout.write(text);
  }
  expect(faults.slice(0, Number(process.env['SHOW'] ?? 10))).toEqual([]);
}, 7_200_000);
