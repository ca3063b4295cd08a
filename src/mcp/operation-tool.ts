import type { CallToolResult } from '@modelcontextprotocol/server';
import type { OpenApiDocument } from '../posthog/api/openapi.ts';
import type { Operation } from '../posthog/api/operations.ts';
import { compileCheck, type SchemaCheck } from '../posthog/api/schema-check.ts';
import { withDefinitions } from './inline-definitions.ts';
import { runDryRun, runDryRunIfDestructive, type DryRunTools } from './dry-run.ts';
import { canBeDestructive, annotationsOf, isDestructive } from './annotations.ts';
import { fullSchema, listedSchema, toolInput, type Reserved } from './input-schema.ts';
import { requestOf } from './operation-request.ts';
import { outputSchema, structured } from './output.ts';
import { answered, refused } from './result.ts';
import type { Session } from './session.ts';
import type { McpTool, ToolArguments } from './tool.ts';
import { toolName } from './tool-name.ts';
import { coded } from './tool-codes.ts';

export type OperationTable = Readonly<Record<string, Operation>>;

export interface OperationTool extends McpTool {
  readonly operation: Operation;
}

/** One tool for every row of the table. */
export function operationTools(
  table: OperationTable,
  contract: OpenApiDocument,
  dryRuns: DryRunTools,
): OperationTool[] {
  return Object.values(table).map((operation) =>
    operationTool(operation, table, contract, dryRuns),
  );
}

function operationTool(
  operation: Operation,
  table: OperationTable,
  contract: OpenApiDocument,
  dryRuns: DryRunTools,
): OperationTool {
  const name = toolName(operation);
  const input = toolInput(operation, contract, reservedIn(operation, table));
  const full = fullSchema(input);
  const instead = operation.consequence?.performedAs;
  const performed = instead ? rowOf(table, instead.operation) : operation;
  let check: SchemaCheck | undefined;

  async function run(given: ToolArguments, session: Session): Promise<CallToolResult> {
    const { confirm, ...wanted } = given;
    const request = requestOf(performed, input, wanted, session.projectId);
    const args = instead ? { ...request.args, body: instead.body } : request.args;
    const { posthog, credential } = session.caller();
    const perform = async () =>
      answered(structured(performed.answer, await posthog.perform(performed, args)));
    if (canBeDestructive(operation)) {
      const intent = { credential, tool: name, arguments: { ...args.path, ...wanted } };
      if (confirm === undefined) {
        const token = () => session.confirmations.issue(intent);
        const wouldSend = { operation, request: { operation: performed, args }, table };
        const asked = isDestructive(operation)
          ? await runDryRun(wouldSend, dryRuns, session, token)
          : await runDryRunIfDestructive(wouldSend, session, token);
        return asked ?? (await perform());
      }
      const problem = await session.confirmations.redeem(
        confirm as string,
        intent,
        session.context,
      );
      if (problem !== undefined) {
        return refused(coded('CONFIRMATION_REFUSED', problem), 'Nothing was done.', ASK_AGAIN);
      }
    }
    return perform();
  }

  return {
    operation,
    listed: {
      name,
      title: instead ? name.replaceAll('-', ' ') : operation.title,
      description: describe(operation, contract),
      inputSchema: listedSchema(full, operation, contract),
      outputSchema: outputSchema(operation, performed),
      annotations: annotationsOf(operation),
    },
    fullInput: () => withDefinitions(full, contract),
    check(given) {
      check ??= compileCheck(full, contract);
      return check(given);
    },
    run,
  };
}

const ASK_AGAIN = 'What to do: call it without confirm, read what it answers, and use that token.';

function rowOf(table: OperationTable, id: string): Operation {
  const row = table[id];
  if (!row) throw new Error(`The table has no ${id}.`);
  return row;
}

/** Fields that do another tool's work when they are sent to this operation. */
function reservedIn({ path, method }: Operation, table: OperationTable): Reserved {
  if (method === 'DELETE') return {};
  const others = Object.values(table).flatMap((other) => {
    const instead = other.consequence?.performedAs;
    if (!instead || rowOf(table, instead.operation).path !== path) return [];
    return Object.entries(instead.body).map(([field, value]) => [
      field,
      { value, tool: toolName(other) },
    ]);
  });
  return Object.fromEntries(others);
}

/** When it answers a dry run instead of acting. */
function asksFirst(operation: Operation): string | false {
  const always =
    isDestructive(operation) || (canBeDestructive(operation) && operation.method === 'PUT');
  if (always) return 'Without confirm: a dry run and a token.';
  return (
    canBeDestructive(operation) &&
    'When something would be lost, ended or switched off: without confirm a dry run and a token.'
  );
}

/** What it is and what it answers or changes: from the table, or else the contract. */
function describe(operation: Operation, contract: OpenApiDocument): string {
  const { consequence, explanation, deprecated, title } = operation;
  return [
    // The title of an operation that PostHog refuses says so; the tool does it another way.
    consequence?.performedAs === undefined && `${title}.`,
    explanation,
    consequence?.changes,
    consequence?.loses,
    asksFirst(operation),
    !explanation && !consequence && contract.operation(operation.id).description,
    deprecated && 'Newer PostHog servers no longer have it.',
  ]
    .filter(Boolean)
    .join(' ');
}
