import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { overviewCall } from '../../bench/compare/scenarios/overview-call.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the scenarios of a comparison', () => {
  it('have documents of the web app that the schema knows', () => {
    const schema = buildSchema(read('schema/schema.graphql'));
    const { bodies } = JSON.parse(read('bench/compare/scenarios/first-page.json')) as {
      bodies: { operationName: string; query: string }[];
    };
    expect(bodies.map(({ operationName }) => operationName)).toContain('Experiments');
    for (const { query } of bodies) expect(validate(schema, parse(query))).toEqual([]);
  });

  it('have a call of a tool that there is', () => {
    const { tools } = JSON.parse(read('schema/mcp.tools.json')) as { tools: { name: string }[] };
    const { params } = JSON.parse(overviewCall.bodies[0]!) as { params: { name: string } };
    expect(tools.map(({ name }) => name)).toContain(params.name);
  });
});
