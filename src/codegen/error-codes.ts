import { graphCodes } from '../graph/context/error-codes.ts';
import { inputCodes } from '../graph/context/input-codes.ts';
import { refusalCodes, type ErrorCodeEntry } from '../http/refusal-codes.ts';
import { toolCodes } from '../mcp/tool-codes.ts';
import { failureTable, type FailureHandling } from '../posthog/errors/failure-table.ts';
import { markdownTable } from './table.ts';

interface DocumentedCode extends ErrorCodeEntry {
  readonly code: string;
  /** Where the code occurs. */
  readonly seen: string;
}

const IN_ERRORS = '`errors`';
const IN_RESULT = "a mutation's result";
const IN_TOOL = "an MCP tool's result";

const codesOf = (table: Readonly<Record<string, ErrorCodeEntry>>, seen: string): DocumentedCode[] =>
  Object.entries(table).map(([code, entry]) => ({
    ...entry,
    code,
    seen: entry.status === undefined ? seen : `HTTP ${entry.status}`,
  }));

/** Every stable code a caller of GraphQL or MCP can meet, in the order they are documented in. */
export const errorCodes: readonly DocumentedCode[] = [
  ...Object.values<FailureHandling>(failureTable).map(({ code, surface, meaning, remedy }) => ({
    code,
    seen: surface === 'problem' ? IN_RESULT : IN_ERRORS,
    meaning,
    remedy,
  })),
  ...codesOf(inputCodes, IN_RESULT),
  ...codesOf(graphCodes, IN_ERRORS),
  ...codesOf(refusalCodes, IN_ERRORS).toSorted(
    (one, other) => (one.status ?? 0) - (other.status ?? 0),
  ),
  ...codesOf(toolCodes, IN_TOOL),
];

/** The table of codes in docs/errors.md. */
export function errorCodeTable(): string {
  return markdownTable([
    ['Code', 'Appears as', 'What happened', 'What to do'],
    ...errorCodes.map(({ code, seen, meaning, remedy }) => [`\`${code}\``, seen, meaning, remedy]),
  ]);
}
