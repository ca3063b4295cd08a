import type { CallToolResult } from '@modelcontextprotocol/server';
import { formatGraphError, type GraphAnswer } from './execute-query.ts';
import { trimToTokens, largestPart } from './trim-to-tokens.ts';
import { answered, refused } from './result.ts';
import { coded } from './tool-codes.ts';

/** How long an answer may be unless the caller says otherwise. */
export const DEFAULT_TOKENS = 6_000;

/** The argument every tool over the graph has. */
export const TOKENS_ARGUMENT = 'maxTokens';
export const tokensSchema = {
  type: 'integer',
  minimum: 200,
  maximum: 100_000,
  default: DEFAULT_TOKENS,
  description:
    'Longest answer, in tokens (estimated). Fields are left out to fit, text is not cut.',
};

/** An answer of the graph as a tool's: failed, whole, in part, or with fields left out to fit. */
export function graphResult(
  { data, errors = [] }: GraphAnswer,
  budget: number,
  droppable: readonly string[],
): CallToolResult {
  const problems = errors.map((error) => formatGraphError(error));
  if (data == null || Object.values(data).every((value) => value === null)) {
    if (problems.length > 0) return refused(...problems.flat());
  }
  const { value, dropped, tokens } = trimToTokens(data, budget, droppable);
  if (tokens > budget) {
    return refused(
      coded('ANSWER_TOO_LONG', `about ${tokens} tokens, and ${budget} are allowed.`),
      `Heaviest fields (tokens): ${largestPart(value).join('; ')}`,
      `What to do: ask for fewer rows or fields, or raise ${TOKENS_ARGUMENT}.`,
    );
  }
  const notes = [
    ...(dropped.length > 0
      ? [
          `Left out to stay within ${budget} tokens: ${dropped.join(', ')}. Raise ${TOKENS_ARGUMENT} to have them.`,
        ]
      : []),
    ...(problems.length > 0
      ? [`Not everything could be read:\n${problems.flat().join('\n')}`]
      : []),
  ];
  const content = {
    data: value,
    ...(dropped.length > 0 && { leftOut: dropped }),
    ...(errors.length > 0 && { errors }),
  };
  return answered(content, ...notes);
}

export const graphOutput = {
  type: 'object' as const,
  properties: {
    data: { type: 'object' },
    leftOut: { type: 'array', items: { type: 'string' } },
    errors: { type: 'array', items: { type: 'object' } },
  },
};
