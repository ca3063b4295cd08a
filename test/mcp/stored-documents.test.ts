import { mkdtempSync, readFileSync, globSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { readArguments } from '../../src/mcp/arguments/read-arguments.ts';
import { documentTool } from '../../src/mcp/document-tool.ts';
import { trimToTokens } from '../../src/mcp/trim-to-tokens.ts';
import { readDocuments } from '../../src/mcp/stored-document.ts';
import { pinnedContract } from '../../src/posthog/api/openapi.ts';
import { confirmationOf } from '../../src/posthog/api/destructive-changes/destructive-changes.ts';
import { operations } from '../../src/posthog/api/operations.ts';

const folder = new URL('../../schema/documents/', import.meta.url);
const queries = [...readDocuments(folder), ...readDocuments(new URL('each/', folder))];
const dryRuns = readDocuments(new URL('dry-run/', folder));

describe('a stored document', () => {
  it.each([...queries, ...dryRuns].map((one) => [one.name, one] as const))(
    '%s is valid against the schema',
    (_, { source }) => {
      expect(validate(schema, parse(source))).toEqual([]);
    },
  );

  it.each(queries.map((one) => [one.name, one] as const))(
    '%s lists only fields it selects as droppable',
    (_, { source, droppable }) => {
      for (const path of droppable) {
        const last = path.split('.').at(-1) ?? '';
        expect(source.replace(/^#.*$/gm, '')).toMatch(new RegExp(`^\\s*${last}\\b`, 'm'));
      }
    },
  );

  it('that is a dry run is named after an operation that may need confirmation', () => {
    expect(dryRuns.length).toBeGreaterThan(2);
    for (const { name } of dryRuns) {
      expect(confirmationOf(operations[name as keyof typeof operations])).not.toBe('never');
    }
  });

  it('is a tool: the comment describes it, the variables are its arguments', () => {
    const place = mkdtempSync(join(tmpdir(), 'documents-'));
    const source = `# Says who is there,
# in few words.
#
# Left out first when the answer is too long:
# - viewer.email
query WhoIsThere(
  # How many at most.
  $first: Int = 3
  $status: ExperimentStatus!
) {
  viewer { email firstName }
  experiments(first: $first, filter: { status: $status }) { totalCount }
}`;
    writeFileSync(join(place, 'who-is-there.graphql'), source);
    const [document] = readDocuments(pathToFileURL(`${place}/`));
    expect(document?.droppable).toEqual(['viewer.email']);
    const tool = documentTool(document!, schema, pinnedContract());
    expect(tool.listed).toMatchObject({
      name: 'who-is-there',
      title: 'Who is there',
      description: 'Says who is there, in few words.',
      inputSchema: {
        properties: {
          first: { type: 'integer', default: 3, description: 'How many at most.' },
          status: { enum: expect.arrayContaining(['RUNNING']) },
        },
        required: ['status'],
      },
      annotations: { readOnlyHint: true },
    });
    expect(readArguments(tool, { status: 'RUNNING' }).problems).toEqual([]);
    expect(readArguments(tool, {}).problems).toMatchObject([{ field: 'status', code: 'required' }]);
  });

  it('that writes is refused as a tool', () => {
    expect(() => documentTool(dryRuns[0]!, schema, pinnedContract())).toThrow('is not a query');
  });
});

describe('trimming an answer', () => {
  const value = {
    a: {
      list: [
        { keep: 1, drop: 'x'.repeat(70) },
        { keep: 2, drop: 'y'.repeat(70) },
      ],
    },
    b: 'z'.repeat(70),
  };

  it('removes a field from every item of a list, and stops as soon as the answer fits', () => {
    const fitted = trimToTokens(value, 35, ['a.list.drop', 'b']);
    expect(fitted.value).toEqual({ a: { list: [{ keep: 1 }, { keep: 2 }] }, b: value.b });
    expect(fitted.dropped).toEqual(['a.list.drop']);
  });

  it('changes nothing that fits, and does not name absent fields', () => {
    expect(trimToTokens(value, 1_000, ['b'])).toMatchObject({ value, dropped: [] });
    expect(trimToTokens(value, 10, ['nothing.here', 'b']).dropped).toEqual(['b']);
  });
});

describe('src/mcp', () => {
  it('contains no domain names: tools come from the table, the contract and the documents', () => {
    const words = /experiment|flag|holdout|cohort|metric|variant|exposure|rollout/i;
    const files = globSync('src/mcp/**/*.ts');
    expect(files.length).toBeGreaterThan(20);
    const found = files.filter((file) => words.test(readFileSync(file, 'utf8')));
    expect(found).toEqual([]);
  });
});
