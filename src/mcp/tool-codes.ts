import type { ErrorCode, UpstreamCode } from '../graph/context/error-codes.ts';
import type { ErrorCodeEntry } from '../http/refusal-codes.ts';

/** Codes that only MCP tools answer with. */
export const toolCodes = {
  CONFIRMATION_REFUSED: {
    meaning: 'The confirmation does not belong to this call, or is too old.',
    remedy: 'Call the tool without `confirm`, and use the token it returns.',
  },
  ANSWER_TOO_LONG: {
    meaning: 'The answer has more tokens than the call allows.',
    remedy: 'Request fewer rows or fields, or raise `maxTokens`.',
  },
  READ_ONLY: {
    meaning: 'The document or the tool would change something.',
    remedy:
      'Use the tool for that change: `graphql` runs queries only. With `MCP_READ_ONLY=1` there is none.',
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

export type ToolCode = keyof typeof toolCodes;

/** The first line of a tool's refusal, which models and programs read the code from. */
export const coded = (code: ToolCode | ErrorCode | UpstreamCode, message: string): string =>
  `${code}: ${message}`;
