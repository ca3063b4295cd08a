import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '@modelcontextprotocol/client';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

async function read(client: Client, uri: string): Promise<string> {
  const { contents } = await client.readResource({ uri });
  const [first] = contents;
  return first && 'text' in first ? first.text : '';
}

describe.each(['2025', '2026'] as const)('in the %s revision', (revision) => {
  let client: Client;
  beforeAll(async () => {
    client = await mcp.connect({ revision });
  });

  it('the schema can be read whole', async () => {
    const schema = buildSchema(await read(client, 'schema://graphql'));
    expect(schema.getQueryType()?.getFields()).toHaveProperty('experiments');
  });

  it('one type of it can be read', async () => {
    expect(await read(client, 'schema://graphql/Verdict')).toMatch(/^type Verdict \{$/m);
    await expect(client.readResource({ uri: 'schema://graphql/Nothing' })).rejects.toThrow(
      /There is no resource at/,
    );
  });

  it('the full input schema of a tool can be read, with everything it refers to', async () => {
    const input = JSON.parse(await read(client, 'schema://tools/experiment-create'));
    expect(input.required).toEqual(['name', 'feature_flag_key']);
    expect(input.$defs.ExperimentApiMetric.required).toEqual(['metric_type']);
    const refs = JSON.stringify(input).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g);
    for (const [, name = ''] of refs) expect(input.$defs).toHaveProperty(name);
  });

  it('the glossary can be read', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(['schema://graphql', 'schema://glossary']);
    expect(await read(client, 'schema://glossary')).toContain('| Holdout |');
  });

  it('names are completed', async () => {
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'schema://tools/{name}' },
      argument: { name: 'name', value: 'experiment-holdout-' },
    });
    expect(completion.values).toContain('experiment-holdout-list');
  });

  it('the prompt reviews running experiments with tools that exist', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts).toMatchObject([
      { name: 'review-running-experiments', title: 'Review my running experiments' },
    ]);
    const { messages } = await client.getPrompt({ name: 'review-running-experiments' });
    const [message] = messages;
    const text = message?.content.type === 'text' ? message.content.text : '';
    const { tools } = await client.listTools();
    const known = new Set(tools.map(({ name }) => name));
    const mentioned = [...text.matchAll(/`(experiments?-[a-z-]+)`/g)].map(([, name]) => name);
    expect(mentioned.length).toBeGreaterThan(1);
    for (const name of mentioned) expect(known).toContain(name);
  });
});
