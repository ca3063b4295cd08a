import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/mcp/create-mcp-server.ts';
import { toolName } from '../../src/mcp/tool-name.ts';
import { operations, type OperationMethod } from '../../src/posthog/api/operations.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

const rows = Object.values(operations);
const { tools } = createCatalogue();

describe('the list of tools', () => {
  it.each(['2025', '2026'] as const)('is the same in the %s revision', async (revision) => {
    const client = await mcp.connect({ revision });
    const listed = await client.listTools();
    expect(listed.tools.map(({ name }) => name)).toEqual(tools.map((tool) => tool.listed.name));
    await client.close();
  });

  it('has one tool for every operation, and before them those that answer whole questions', () => {
    const names = tools.map((tool) => tool.listed.name);
    expect(new Set(names).size).toBe(names.length);
    const compact = createCatalogue({ set: 'compact' }).tools.map((tool) => tool.listed.name);
    expect(names).toEqual([...compact, ...rows.map(toolName)]);
  });

  it('is smaller than 100 KiB in full', async () => {
    const response = await fetch(mcp.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    const text = await response.text();
    expect(text).toContain('"tools"');
    expect(Buffer.byteLength(text)).toBeLessThan(100 * 1_024);
  });

  it.each(tools.map((tool) => [tool.listed.name, tool] as const))(
    '%s has a description and valid schemas',
    (name, tool) => {
      const { description = '', inputSchema, outputSchema, title } = tool.listed;
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title).toBeTruthy();
      expect(description.length).toBeGreaterThan(20);
      expect(description).toMatch(/[.)]$/);
      const ajv = new Ajv2020({ strict: false });
      expect(ajv.validateSchema(inputSchema as AnySchema)).toBe(true);
      expect(ajv.validateSchema(outputSchema as AnySchema)).toBe(true);
      expect(ajv.validateSchema(tool.fullInput())).toBe(true);
    },
  );

  it.each(tools.map((tool) => [tool.listed.name, tool] as const))(
    '%s lists every argument and the required ones, even when shortened',
    (_, tool) => {
      const full = tool.fullInput();
      const { properties = {}, required = [] } = tool.listed.inputSchema;
      expect(Object.keys(properties)).toEqual(Object.keys(full.properties ?? {}));
      expect(required).toEqual(full.required ?? []);
    },
  );
});

const named = (method: OperationMethod, path: string) => toolName({ method, path });

describe('a listed schema', () => {
  it('has single types, because some model providers support nothing else', () => {
    const text = JSON.stringify(
      tools.map(({ listed }) => [listed.inputSchema, listed.outputSchema]),
    );
    expect(text).not.toContain('"type":[');
  });

  it('lists null only for fields that null clears', () => {
    const fieldOf = (name: string) =>
      tools.find(({ listed }) => listed.name === name)?.listed.inputSchema.properties?.[
        'holdout_id'
      ];
    expect(fieldOf('experiment-update')).toEqual({
      type: 'integer',
      nullable: true,
      description: 'Holdout ID. Null clears it.',
    });
    expect(fieldOf('experiment-create')).toEqual({ type: 'integer', description: 'Holdout ID.' });
  });
});

describe('a tool’s name', () => {
  const base = '/api/projects/{project_id}/big_cases/';

  it.each([
    ['big-case-list', named('GET', base)],
    ['big-case-create', named('POST', base)],
    ['big-case-get', named('GET', `${base}{id}/`)],
    ['big-case-replace', named('PUT', `${base}{id}/`)],
    ['big-case-update', named('PATCH', `${base}{id}/`)],
    ['big-case-delete', named('DELETE', `${base}{id}/`)],
    ['big-case-open', named('POST', `${base}{id}/open/`)],
    ['big-case-lid-latest', named('GET', `${base}{id}/lid/latest/`)],
    ['big-case-lid-get', named('GET', `${base}{id}/lid/{lid_id}/`)],
    ['big-case-stats', named('GET', `${base}stats/`)],
    ['user-get', named('GET', '/api/users/@me/')],
    ['project-list', named('GET', '/api/projects/')],
    ['city-boxes', named('GET', '/api/cities/{city_id}/boxes/')],
  ])('is %s', (expected, name) => {
    expect(name).toBe(expected);
  });
});
