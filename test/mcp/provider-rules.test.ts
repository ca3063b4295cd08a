import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';
import {
  breachesOf,
  providerRules,
  undescribed,
  type ListedTool,
} from './support/provider-rules.ts';

let mcp: TestMcp;
let tools: readonly ListedTool[];
beforeAll(async () => {
  mcp = await startMcp();
  tools = (await (await mcp.connect()).listTools()).tools as unknown as ListedTool[];
});
afterAll(() => mcp.close());

describe('the tools as they are listed', () => {
  it.each(providerRules.map((rule) => [rule.provider, rule.rule, rule] as const))(
    'follow the rules of %s: %s',
    (_provider, _rule, rule) => {
      expect(tools.length).toBeGreaterThan(0);
      expect(tools.flatMap((tool) => breachesOf(rule, tool))).toEqual([]);
    },
  );

  it('describe every argument', () => {
    expect(tools.flatMap(undescribed)).toEqual([]);
  });

  it('have output schemas in which every node has a type', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false });
    for (const { outputSchema } of tools) {
      if (!outputSchema) continue;
      expect(() => ajv.compile(outputSchema)).not.toThrow();
      const text = JSON.stringify(outputSchema);
      expect(text).not.toMatch(/\{\}|"const"|"type":\[/);
    }
  });
});

describe('a rule', () => {
  const tool = (inputSchema: object, name = 'a-tool') => ({ name, inputSchema }) as ListedTool;

  it.each([
    ['no type', tool({ type: 'object', properties: { a: {} } })],
    ['two types', tool({ type: 'object', properties: { a: { type: ['string', 'null'] } } })],
    [
      'an empty choice',
      tool({ type: 'object', properties: { a: { type: 'string', enum: [''] } } }),
    ],
    ['an untyped choice', tool({ type: 'object', properties: { a: { enum: ['x'] } } })],
    ['a constant', tool({ type: 'object', properties: { a: { type: 'boolean', const: false } } })],
    ['a union', tool({ type: 'object', anyOf: [{ required: ['a'] }] })],
    ['a list of anything', tool({ type: 'object', properties: { a: { type: 'array' } } })],
    ['a reference', tool({ type: 'object', properties: { a: { $ref: '#/$defs/A' } } })],
    ['a name with a space', tool({ type: 'object', properties: { 'a b': { type: 'string' } } })],
    ['a long tool name', tool({ type: 'object' }, 'x'.repeat(65))],
    ['no object', tool({ type: 'array', items: { type: 'string' } })],
  ])('is broken by %s', (_, broken) => {
    expect(providerRules.flatMap((rule) => breachesOf(rule, broken))).not.toEqual([]);
  });
});
