import { afterEach, describe, expect, it } from 'vitest';
import type { Client } from '@modelcontextprotocol/client';
import { createCatalogue } from '../../src/mcp/create-mcp-server.ts';
import { startMcp, type TestMcp, type TestMcpOptions } from '../support/start-mcp.ts';

let mcp: TestMcp;
afterEach(() => mcp.close());

const everyName = createCatalogue().tools.map(({ listed }) => listed.name);

const choices = {
  compact: { set: 'compact' },
  full: { set: 'full' },
  'compact and read-only': { set: 'compact', readOnly: true },
  'full and read-only': { set: 'full', readOnly: true },
} as const satisfies Record<string, TestMcpOptions['tools']>;

const cases = Object.entries(choices).map(([name, tools]) => [name, tools] as const);

async function listed(client: Client) {
  const { tools } = await client.listTools();
  return tools;
}

/** Everything a model is given to read: instructions, the list of tools, prompts and the text resources. */
async function everythingSaid(client: Client): Promise<string> {
  const { prompts } = await client.listPrompts();
  const { resources } = await client.listResources();
  return JSON.stringify([
    client.getInstructions(),
    (await listed(client)).map((tool) => ({ ...tool, name: '' })),
    await Promise.all(prompts.map(({ name }) => client.getPrompt({ name }))),
    resources,
    await client.readResource({ uri: 'schema://glossary' }),
  ]);
}

describe('the list of tools', () => {
  it('is short by default: a few tools that answer whole questions, in less than 17 KiB', async () => {
    mcp = await startMcp({ tools: choices.compact });
    const tools = await listed(await mcp.connect());
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'experiment-act',
      'experiment-history',
      'experiment-overview',
      'experiments-compare',
      'experiments-dashboard',
      'graphql',
      'sample-size',
      'search',
    ]);
    expect(Buffer.byteLength(JSON.stringify(tools))).toBeLessThan(17 * 1_024);
    for (const { inputSchema } of tools) {
      for (const one of Object.values(inputSchema.properties ?? {})) {
        expect(one).toHaveProperty('description');
      }
    }
  });

  it('has everything that is in the short one when it is full', async () => {
    mcp = await startMcp({ tools: choices.full });
    const names = (await listed(await mcp.connect())).map(({ name }) => name);
    const short = createCatalogue(choices.compact).tools.map((tool) => tool.listed.name);
    expect(names).toEqual(everyName);
    expect(short.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(['compact and read-only', 'full and read-only'] as const)(
    'that is %s has every tool that changes nothing, and no other',
    async (choice) => {
      mcp = await startMcp({ tools: choices[choice] });
      const tools = await listed(await mcp.connect());
      expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
      const all = createCatalogue({ ...choices[choice], readOnly: false }).tools;
      const reading = all.filter((tool) => tool.listed.annotations?.readOnlyHint);
      expect(tools.map(({ name }) => name)).toEqual(reading.map((tool) => tool.listed.name));
    },
  );
});

describe.each(cases)('what a model reads when the list is %s', (_, tools) => {
  it('names only tools that are listed', async () => {
    mcp = await startMcp({ tools });
    const client = await mcp.connect();
    const names = new Set((await listed(client)).map(({ name }) => name));
    const said = await everythingSaid(client);
    const named = everyName.filter((name) =>
      new RegExp(`(?<![\\w/{-])${name}(?![\\w-])`).test(said),
    );
    // Words of the language, which tools are named after.
    const words = new Set(['search', 'graphql', 'sample-size']);
    expect(named.filter((name) => !names.has(name) && !words.has(name))).toEqual([]);
    expect(named).toContain('experiment-overview');
  });

  it('has the full schema of each listed tool, and of no other', async () => {
    mcp = await startMcp({ tools });
    const client = await mcp.connect();
    const names = (await listed(client)).map(({ name }) => name);
    for (const name of names.slice(0, 10)) {
      const { contents } = await client.readResource({ uri: `schema://tools/${name}` });
      expect(contents).toHaveLength(1);
    }
    for (const name of everyName.filter((one) => !names.includes(one)).slice(0, 3)) {
      await expect(client.readResource({ uri: `schema://tools/${name}` })).rejects.toThrow(
        'There is no resource',
      );
    }
  });
});

describe('a call of a tool that is not listed', () => {
  it('is accepted by its name, as before there was a choice', async () => {
    mcp = await startMcp({ tools: choices.compact });
    const { structured } = await mcp.call('experiment-list', { limit: 1 });
    expect(structured['results']).toHaveLength(1);
    expect(mcp.sandbox.requests()).toHaveLength(1);
  });

  it.each([
    ['experiment-end', { id: 15 }],
    ['feature-flag-update', { id: 33, active: false }],
  ])('asks for the same confirmation: %s', async (name, args) => {
    mcp = await startMcp({ tools: choices.compact });
    const { structured } = await mcp.call(name, args);
    expect(structured['confirm']).toEqual(expect.any(String));
    expect(mcp.sandbox.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it.each(
    createCatalogue()
      .tools.filter((tool) => !tool.listed.annotations?.readOnlyHint)
      .map((tool) => [tool.listed.name]),
  )('is refused where only reads are accepted: %s', async (name) => {
    mcp = await startMcp({ tools: choices['full and read-only'] });
    const { isError, text } = await mcp.call(name, { id: 15, action: 'pause' });
    expect(isError).toBe(true);
    expect(text).toMatch(/^READ_ONLY: .*MCP_READ_ONLY=1/);
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it('is refused under the names of another server too, where only reads are accepted', async () => {
    mcp = await startMcp({ tools: { readOnly: true, capabilityNames: true } });
    const refused = await mcp.call('experimentsendcreate', { id: 15 });
    expect(refused.text).toMatch(/^READ_ONLY/);
    expect(mcp.sandbox.requests()).toEqual([]);
    const { structured } = await mcp.call('experimentslist', { limit: 1 });
    expect(structured['results']).toHaveLength(1);
  });

  it('is taken under the names of another server, which are never listed', async () => {
    mcp = await startMcp({ tools: { set: 'compact', capabilityNames: true } });
    const { structured } = await mcp.call('experimentslist', { limit: 1 });
    expect(structured['results']).toHaveLength(1);
  });

  it('is an error of the protocol when no such tool exists at all', async () => {
    mcp = await startMcp({ tools: choices.compact });
    await expect(mcp.call('experiment-explode')).rejects.toThrow('experiment-explode');
  });
});

describe('the tool for queries', () => {
  it('refuses mutations before anything is sent, and says why nothing can be changed', async () => {
    mcp = await startMcp({ tools: choices['compact and read-only'] });
    for (const query of [
      'mutation { pauseExperiment(input: { id: 15 }) { __typename } }',
      'mutation { updateExperiment(input: { id: 15, endDate: "2026-11-28T00:00:00Z" }) { __typename } }',
      'mutation { updateFeatureFlag(input: { id: 33, active: false }) { __typename } }',
    ]) {
      const { isError, text } = await mcp.call('graphql', { query });
      expect(isError).toBe(true);
      expect(text).toMatch(/^READ_ONLY/);
      expect(text).toContain('MCP_READ_ONLY=1');
    }
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});
