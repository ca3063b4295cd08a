import { describe, expect, it } from 'vitest';
import { readImports, readImpureIndexes } from './imports.ts';
import { violations } from './import-rule.ts';

const value = (from: string, to: string) => ({ from, to, typeOnly: false });
const type = (from: string, to: string) => ({ from, to, typeOnly: true });
const holdout = 'graph/concepts/holdout';
const metric = 'graph/concepts/metric';

describe('the imports of src', () => {
  it('run from higher to lower levels, between concepts only through the files each exposes, and never in a circle', () => {
    const imports = readImports();
    expect(imports.length).toBeGreaterThan(1_000);
    expect(violations(imports)).toEqual([]);
  });

  it('are the only content of an index file', () => {
    expect(readImpureIndexes()).toEqual([]);
  });
});

describe('the import rule', () => {
  it.each([
    [
      'the PostHog client imports the graph',
      value('posthog/client.ts', 'graph/context/context.ts'),
      'posthog may import instrumentation, package-file, received-bytes, shared-store, and not graph',
    ],
    [
      'the graph imports the HTTP server',
      type('graph/server.ts', 'server/server.ts'),
      'graph may import events, experiment-spec, http, instrumentation, package-file, posthog, rounded, shared-store, and not server',
    ],
    [
      'the sandbox shares code with the client it tests',
      value('sandbox/server.ts', 'posthog/errors/errors.ts'),
      'sandbox may import http, and not posthog',
    ],
    [
      'the sandbox imports more than types of the wire types',
      value('sandbox/server.ts', 'posthog/api/types.generated.ts'),
      'sandbox may import http, and not posthog',
    ],
    [
      'a package is not in the table',
      value('attic/box.ts', 'config/config.ts'),
      'attic has no row in the table of packages',
    ],
    [
      'a module of the graph imports from a higher level',
      value('graph/core/builder.ts', `${holdout}/ref.ts`),
      'graph/concepts is above graph/core',
    ],
    [
      'only a type is imported from a higher level',
      type('graph/context/context.ts', 'graph/subscriptions/live.ts'),
      'graph/subscriptions is above graph/context',
    ],
    [
      'two modules of one level import each other',
      value('graph/mutations/run.ts', 'graph/subscriptions/live.ts'),
      'graph/mutations and graph/subscriptions are on one level and do not import each other',
    ],
    [
      'a module is on no level',
      value('graph/attic/box.ts', 'graph/context/context.ts'),
      'graph/attic is on no level of graph',
    ],
    [
      'the retry imports from the client',
      type('posthog/layers/retry.ts', 'posthog/client.ts'),
      'posthog/client is above posthog/layers',
    ],
    [
      'a rule of the sandbox imports a route',
      value('sandbox/domain/flag/save.ts', 'sandbox/routes/stats.ts'),
      'sandbox/routes is above sandbox/domain',
    ],
    [
      'a concept imports what another defines',
      value(`${metric}/type.ts`, `${holdout}/type.ts`),
      'other concepts may import ref, loader, node, enums of holdout, and not type',
    ],
    [
      'an index is imported for what it loads',
      value(`${metric}/type.ts`, `${holdout}/index.ts`),
      'only schema.ts imports the index of a concept',
    ],
    [
      'the schema loads a file of a concept',
      value('graph/schema.ts', `${holdout}/type.ts`),
      'schema.ts imports concepts by their index.ts',
    ],
  ])('is broken when %s', (_, wrong, why) => {
    expect(violations([wrong])).toEqual([`${wrong.from} → ${wrong.to}: ${why}`]);
  });

  it('is broken when files import each other in a circle, even if only for a type', () => {
    const circle = [value('rest/a.ts', 'rest/b.ts'), type('rest/b.ts', 'rest/a.ts')];
    expect(violations(circle)).toEqual([
      'rest/a.ts → rest/b.ts → rest/a.ts: files import each other in a circle',
    ]);
  });

  it.each([
    [
      'the sandbox imports the generated wire types',
      type('sandbox/server.ts', 'posthog/api/types.generated.ts'),
    ],
    ['the schema loads a concept', value('graph/schema.ts', `${holdout}/index.ts`)],
    ['a concept names another', value(`${metric}/type.ts`, `${holdout}/ref.ts`)],
    [
      'a concept uses what another offers',
      value(`${holdout}/write.ts`, `${metric}/input/check.ts`),
    ],
    [
      'a module imports from a lower level',
      value('graph/http/body-limit.ts', 'graph/core/builder.ts'),
    ],
  ])('holds when %s', (_, right) => {
    expect(violations([right])).toEqual([]);
  });
});
