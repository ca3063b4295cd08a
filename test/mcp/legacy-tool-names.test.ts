import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/mcp/create-mcp-server.ts';
import { toolName } from '../../src/mcp/tool-name.ts';
import { legacyToolNames } from '../../src/posthog/api/legacy-tool-names.ts';
import { operations } from '../../src/posthog/api/operations.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

const names = legacyToolNames();

interface Marked {
  readonly operationId: string;
  readonly 'x-seed'?: { readonly naftiko?: boolean };
}

describe('the capability’s names', () => {
  it('are 44 different tools of the 22 operations the contract marks', () => {
    const { paths } = JSON.parse(readFileSync('schema/posthog.openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, Marked>>;
    };
    const marked = Object.values(paths)
      .flatMap((item) => Object.values(item))
      .filter((one) => one['x-seed']?.naftiko)
      .map(({ operationId }) => operationId);
    expect(marked).toHaveLength(22);
    expect(names.map(({ operation }) => operation).sort()).toEqual(marked.sort());
    expect(new Set(names.flatMap(({ tools }) => tools)).size).toBe(44);
  });

  it.each(
    names.flatMap(({ operation, operationName, tools }) =>
      [operationName, ...tools].map((name) => [name, toolName(operations[operation])] as const),
    ),
  )('%s is %s, when enabled', (name, tool) => {
    expect(createCatalogue().find(name, {})).toBeUndefined();
    expect(withNames.find(name, {})?.tool.listed.name).toBe(tool);
  });
});

const withNames = createCatalogue({ capabilityNames: true });

describe('a server that accepts them', () => {
  let mcp: TestMcp;
  beforeAll(async () => {
    mcp = await startMcp({ tools: { capabilityNames: true } });
  });
  afterAll(() => mcp.close());

  it('lists only its own names', async () => {
    const { tools } = await (await mcp.connect()).listTools();
    expect(tools.map(({ name }) => name)).not.toContain('launch-draft-experiment');
  });

  it('calls them as the capability’s clients do, without a project and with a nested body', async () => {
    const { structured } = await mcp.call('create-new-experiment-draft-status', {
      body: { name: 'By its old name', feature_flag_key: 'old-name' },
    });
    expect(structured).toMatchObject({ name: 'By its old name', status: 'draft' });
    const read = await mcp.call('retrieve-single-experiment-id-including-2', {
      id: structured['id'],
    });
    expect(read.structured).toMatchObject({ id: structured['id'] });
    const stats = await mcp.call('mixin-viewsets-handle-approvalrequired-exceptions-3');
    expect(stats.structured).toHaveProperty('active_experiments');
  });

  it('asks for confirmation under the old names too, although the capability marked shipping as harmless', async () => {
    const { structured } = await mcp.call('experiment-list', { status: 'running', limit: 1 });
    const { id } = structured['results'][0];
    const { structured: asked } = await mcp.call('ship-variant-100-users-and', {
      id,
      body: { variant_key: 'test' },
    });
    expect(asked).toMatchObject({ dryRun: true, request: { body: { variant_key: 'test' } } });
  });
});
