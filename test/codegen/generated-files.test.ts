import { readFileSync } from 'node:fs';
import { lexicographicSortSchema, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { generatedFiles, printContract } from '../../src/codegen/generated-files.ts';
import { schema } from '../../src/graph/schema.ts';
import { undescribed } from '../promises/undescribed.ts';

const root = new URL('../../', import.meta.url);

describe('the GraphQL contract', () => {
  it('is a valid schema', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  it('is printed the same whatever order the code defines it in', () => {
    const shuffled = lexicographicSortSchema(schema);
    expect(printContract(shuffled)).toBe(printContract(schema));
  });

  it('describes every type, field, argument, enum value and input field in a sentence', () => {
    expect(undescribed(schema)).toEqual([]);
  });
});

describe('a generated file', () => {
  it.each(generatedFiles)('is current: $path (else `npm run contracts`)', ({ path, render }) => {
    const committed = readFileSync(new URL(path, root), 'utf8');
    expect(committed).toBe(render(committed));
  });
});
