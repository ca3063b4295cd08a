import { describe, expect, it } from 'vitest';
import { readImports } from './imports.ts';
import { violations } from './import-rule.ts';

const value = (from: string, to: string) => ({ from, to, typeOnly: false });
const type = (from: string, to: string) => ({ from, to, typeOnly: true });
const field = value('graph/schema.ts', 'graph/concepts/holdout/type.ts');

describe('the imports of src', () => {
  it('all run the way the house is laid out, in no ring', () => {
    const imports = readImports();
    expect(imports.length).toBeGreaterThan(100);
    expect(violations(imports)).toEqual([]);
  });
});

describe('the import rule', () => {
  it.each([
    ['PostHog knows of GraphQL', [value('posthog/client.ts', 'graph/context/context.ts')]],
    ['the graph knows of the server', [type('graph/server.ts', 'server.ts')]],
    [
      'the sandbox shares code with the client',
      [value('sandbox/http/dispatch.ts', 'posthog/errors/errors.ts')],
    ],
    [
      'the sandbox runs the wire types',
      [value('sandbox/http/dispatch.ts', 'posthog/api/types.generated.ts')],
    ],
    ['the sandbox uses the server', [value('sandbox/server.ts', 'http/reply.ts')]],
    ['somebody imports main', [value('cli.ts', 'main.ts')]],
    ['a room is nobody’s', [value('attic/box.ts', 'config.ts')]],
    [
      'a field is imported',
      [field, value('graph/concepts/account/user/ref.ts', 'graph/concepts/holdout/type.ts')],
    ],
    [
      'inputs are borrowed',
      [value('graph/concepts/account/user/type.ts', 'graph/holdout/inputs.ts')],
    ],
    [
      'a shared file knows a concept',
      [value('graph/core/wire.ts', 'graph/concepts/holdout/ref.ts')],
    ],
    [
      'a shape stands on a detail',
      [value('graph/concepts/account/user/ref.ts', 'graph/holdout/summary.ts')],
    ],
    [
      'two files need each other',
      [value('posthog/a.ts', 'posthog/b.ts'), value('posthog/b.ts', 'posthog/a.ts')],
    ],
  ])('is broken when %s', (_, imports) => {
    expect(violations(imports)).toHaveLength(1);
  });

  it.each([
    [
      'the sandbox takes the wire types',
      [type('sandbox/http/dispatch.ts', 'posthog/api/types.generated.ts')],
    ],
    ['the sandbox checks hosts and origins', [value('sandbox/http/guard.ts', 'http/origin.ts')]],
    ['schema.ts collects fields', [field]],
    [
      'a concept names another',
      [value('graph/concepts/account/user/type.ts', 'graph/concepts/holdout/ref.ts')],
    ],
    [
      'two files know of each other as types only',
      [value('posthog/a.ts', 'posthog/b.ts'), type('posthog/b.ts', 'posthog/a.ts')],
    ],
  ])('holds when %s', (_, imports) => {
    expect(violations(imports)).toEqual([]);
  });
});
