import type { CallToolResult } from '@modelcontextprotocol/server';
import { formatGraphError, type GraphAnswer } from './execute-query.ts';
import { trimToTokens, largestPart } from './trim-to-tokens.ts';
import { answered, refused } from './result.ts';
import { coded } from './tool-codes.ts';

/** Default maximum length of an answer, in tokens. */
export const DEFAULT_TOKENS = 6_000;

/** Name of the argument that every graph tool has. */
export const TOKENS_ARGUMENT = 'maxTokens';
export const tokensSchema = {
  type: 'integer',
  minimum: 200,
  maximum: 100_000,
  default: DEFAULT_TOKENS,
  description:
    'Maximum response length in tokens (estimated). Fields are omitted to fit; text is not truncated.',
};

/** Converts a GraphQL response to a tool result: failed, complete, partial, or with fields omitted to fit. */
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
      coded(
        'ANSWER_TOO_LONG',
        `the response has about ${tokens} tokens, but at most ${budget} are allowed.`,
      ),
      `Largest fields (tokens): ${largestPart(value).join('; ')}`,
      `What to do: request fewer rows or fields, or raise ${TOKENS_ARGUMENT}.`,
    );
  }
  const notes = [
    ...(dropped.length > 0
      ? [
          `Omitted to stay within ${budget} tokens: ${dropped.join(', ')}. Raise ${TOKENS_ARGUMENT} to include them.`,
        ]
      : []),
    ...(problems.length > 0
      ? [`Some parts could not be read:\n${problems.flat().join('\n')}`]
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
