import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/posthog/api/operations.ts';

const rows = Object.values(operations);
const reads = rows.filter(({ effect }) => effect === 'read');
const writes = rows.filter(({ effect }) => effect !== 'read');

describe('the operations table', () => {
  it.each(reads.map((row) => [row.id, row] as const))(
    'describes what the read %s returns, and no change',
    (_, { explanation, consequence }) => {
      expect(explanation).toMatch(/^[A-Z@].*\.$/);
      expect(consequence).toBeUndefined();
    },
  );

  it.each(writes.map((row) => [row.id, row] as const))(
    'describes what the write %s changes',
    (_, { consequence, explanation }) => {
      expect(consequence?.changes).toMatch(/^[A-Z].*\.$/);
      expect(explanation).toBeUndefined();
    },
  );

  it('describes what every destructive operation loses', () => {
    const destructive = rows.filter(({ effect }) => effect === 'destructive');
    expect(destructive.length).toBeGreaterThan(4);
    for (const { consequence } of destructive) expect(consequence?.loses).toMatch(/\.$/);
  });

  it('has an alternative on the same row for each operation PostHog refuses', () => {
    const instead = rows.filter(({ consequence }) => consequence?.performedAs);
    expect(instead.map(({ id }) => id)).toEqual(['experiments_destroy', 'feature_flags_destroy']);
    for (const { path, consequence } of instead) {
      expect(operations[consequence!.performedAs!.operation].path).toBe(path);
    }
  });
});
