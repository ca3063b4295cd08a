import type { CallToolResult } from '@modelcontextprotocol/server';
import { notStored } from '../posthog/http/decoding/not-stored.ts';
import type { JsonSchema, OpenApiDocument } from '../posthog/api/openapi.ts';
import type { Operation } from '../posthog/api/operations.ts';
import { isPostHogFailure } from '../posthog/errors/errors.ts';
import { requestCautions } from '../posthog/api/request-cautions.ts';
import { withDefinitions } from './inline-definitions.ts';
import { confirmationOf } from '../posthog/api/destructive-changes/destructive-changes.ts';
import { annotationsOf } from './annotations.ts';
import { needsDecision, rehearse, runDryRun, warningsAfter } from './confirming/dry-run.ts';
import type { DryRunTools } from './confirming/dry-runs.ts';
import { judge } from './confirming/judgement.ts';
import { boundPart, readBoundPart } from './confirming/present-state.ts';
import type { RequestedCall } from './confirming/requested-call.ts';
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
  /** Its arguments, with references into the contract. */
  readonly schema: JsonSchema;
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

  async function run(given: ToolArguments, session: Session): Promise<CallToolResult> {
    const { confirm, ...wanted } = given;
    const request = requestOf(performed, input, wanted, session.projectId);
    const args = instead ? { ...request.args, body: instead.body } : request.args;
    const caller = session.caller();
    const { posthog, uncached, credential } = caller;
    // A dry run is for those who may also do it.
    caller.requireAllowed(performed.id, args.body);
    const cautions = requestCautions(performed.id, args.body).map(
      ({ field, message }) => `${field}: ${message}`,
    );
    const call: RequestedCall = { operation, request: { operation: performed, args }, table };
    const perform = async (warnings: readonly string[] = []) => {
      const answer = await posthog.perform(performed, args);
      const dropped = notStored(performed.id, args.body, answer);
      return answered(
        structured(performed.answer, answer),
        ...droppedNote(dropped),
        ...cautions.map((caution) => `Check this: ${caution}`),
        ...warnings,
      );
    };
    const intent = { credential, tool: name, arguments: { ...args.path, ...wanted } };
    if (confirm === undefined) {
      const judgement = await judge(call, uncached);
      const rehearsed = judgement.asks
        ? undefined
        : await rehearse({ call, judgement, dryRuns, session });
      if (!judgement.asks && !(rehearsed && needsDecision(rehearsed))) {
        return perform(rehearsed && warningsAfter(rehearsed));
      }
      const issue = () => session.confirmations.issue(intent, boundPart(judgement.state));
      return runDryRun({ call, judgement, dryRuns, session, caller, issue, rehearsed });
    }
    const redeemed = await session.confirmations.redeem(
      confirm as string,
      intent,
      session.context,
      () => readBoundPart(call, uncached),
    );
    if (typeof redeemed === 'string') {
      return refused(coded('CONFIRMATION_REFUSED', redeemed), 'Nothing was done.', ASK_AGAIN);
    }
    try {
      return await perform();
    } catch (error) {
      // The answer says to send the same call again later.
      if (isThrottled(error)) await redeemed.giveBack().catch(() => undefined);
      throw error;
    }
  }

  return {
    operation,
    schema: full,
    performs: [operation.id],
    listed: {
      name,
      title: instead ? name.replaceAll('-', ' ') : operation.title,
      description: describe(operation, contract),
      inputSchema: listedSchema(full, operation, contract),
      outputSchema: outputSchema(operation, performed),
      annotations: annotationsOf(operation),
    },
    fullInput: () => withDefinitions(full, contract),
    run,
  };
}

/** A call that did nothing, because the key has no calls left. */
const isThrottled = (error: unknown) =>
  isPostHogFailure(error) &&
  !error.uncertain &&
  (error.kind === 'rate-limited' || error.kind === 'budget-exceeded');

/** PostHog drops fields that are newer than the server, without an error. */
const droppedNote = (paths: readonly string[]) =>
  paths.length === 0 ? [] : [`Sent, but not stored by this PostHog server: ${paths.join(', ')}.`];

const ASK_AGAIN =
  'What to do: call the tool without confirm, read the dry run, and use the token it returns.';

function rowOf(table: OperationTable, id: string): Operation {
  const row = table[id];
  if (!row) throw new Error(`The operations table has no ${id}.`);
  return row;
}

/** Body fields that would make this operation do another tool's work. */
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

/** The condition under which the tool answers a dry run first, as text; false if it never does. */
function whenItAsks(operation: Operation): string | false {
  const confirmation = confirmationOf(operation);
  if (confirmation === 'never') return false;
  const condition =
    confirmation === 'always' ? '' : ' if anything would be lost, ended or switched off';
  return `Without confirm, returns a dry run and a token${condition}.`;
}

/** The tool's description, with what it returns or changes: from the operations table, otherwise from the contract. */
function describe(operation: Operation, contract: OpenApiDocument): string {
  const { consequence, explanation, deprecated, title } = operation;
  return [
    // The title of an operation that PostHog refuses would say so, but the tool achieves it in another way.
    consequence?.performedAs === undefined && `${title}.`,
    explanation,
    consequence?.changes,
    consequence?.loses,
    whenItAsks(operation),
    !explanation && !consequence && contract.operation(operation.id).description,
    deprecated && 'Newer PostHog servers dropped it.',
  ]
    .filter(Boolean)
    .join(' ');
}
