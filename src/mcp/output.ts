import type { Tool } from '@modelcontextprotocol/server';
import type { AnswerShape, Operation } from '../posthog/api/operations.ts';
import { asksFirst } from './annotations.ts';
import { withoutLinks } from './page-links.ts';
import type { Structured } from './result.ts';

type OutputSchema = NonNullable<Tool['outputSchema']>;

/**
 * Structured content must be an object in every revision of MCP: a list is wrapped, an empty answer becomes `done`. A
 * page's links become offsets.
 */
export function structured(shape: AnswerShape, answer: unknown): Structured {
  if (shape === 'array') return { items: answer };
  if (shape === 'nothing') return { done: true };
  return withoutLinks(answer as Structured);
}

const rows = { type: 'array', items: { type: 'object' } };

const shapes: Readonly<Record<AnswerShape, OutputSchema>> = {
  object: { type: 'object' },
  array: { type: 'object', properties: { items: rows }, required: ['items'] },
  page: {
    type: 'object',
    properties: {
      count: { type: 'integer' },
      nextOffset: { type: 'integer', description: 'Absent on the last page.' },
      results: rows,
    },
    required: ['count', 'results'],
  },
  nothing: { type: 'object', properties: { done: { type: 'boolean' } } },
};

/** The outer shape of a tool's answer; a tool with confirmation may answer a dry run instead. */
export const outputSchema = (operation: Operation, performed: Operation): OutputSchema =>
  asksFirst(operation) ? shapes.object : shapes[performed.answer];
