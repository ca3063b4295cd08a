import type { Tool } from '@modelcontextprotocol/server';
import type { AnswerShape, Operation } from '../posthog/api/operations.ts';
import { asksFirst } from './annotations.ts';
import type { Structured } from './result.ts';

type OutputSchema = NonNullable<Tool['outputSchema']>;

/** Structured content must be an object in every revision of MCP: a list is wrapped, an empty answer becomes `done`. */
export function structured(shape: AnswerShape, answer: unknown): Structured {
  if (shape === 'array') return { items: answer };
  if (shape === 'nothing') return { done: true };
  return answer as Structured;
}

const rows = { type: 'array', items: { type: 'object' } };

const shapes: Readonly<Record<AnswerShape, OutputSchema>> = {
  object: { type: 'object' },
  array: { type: 'object', properties: { items: rows }, required: ['items'] },
  page: {
    type: 'object',
    properties: { count: { type: 'integer' }, results: rows },
    required: ['count', 'results'],
  },
  nothing: { type: 'object', properties: { done: { const: true } } },
};

/** The outer shape of a tool's answer; a tool with confirmation may answer a dry run instead. */
export const outputSchema = (operation: Operation, performed: Operation): OutputSchema =>
  asksFirst(operation) ? shapes.object : shapes[performed.answer];
