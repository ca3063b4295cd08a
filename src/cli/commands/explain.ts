import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { schema } from '../../graph/schema.ts';
import { explainDocument, type ExplainedOperation } from '../../graph/planner/explain-document.ts';
import { readConfig } from '../../config/config.ts';
import { withSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import type { JsonObject } from '../../posthog/api/json.ts';
import { OptionError } from '../option-error.ts';

/** What may be set for a run of the command. */
export interface ExplainOptions {
  /** Calls that an operation may take. */
  readonly max?: number;
  readonly variables?: JsonObject;
  readonly json?: true;
  readonly config?: string;
}

/**
 * Prints the PostHog calls that the operations of a file would make, for a person or for CI. Makes no call.
 * @param file path of a GraphQL document
 * @returns 1 when an operation takes more than `max`
 * @throws OptionError when the file or the document cannot be used
 */
export function explainCommand(
  terminal: Terminal,
  file: string,
  { max = Infinity, variables = {}, json, ...settingOptions }: ExplainOptions,
): number {
  const { upstream, projectId } = readConfig(withSettings(terminal.environment, settingOptions), {
    opens: [],
    servesKey: false,
  });
  const settings = { projectId, callsPerMinute: upstream.budget.perMinute };
  const operations = price(file, variables, settings);
  if (json) {
    const list = operations.map(({ name, explanation }) => ({ operation: name, ...explanation }));
    terminal.print(JSON.stringify(list, undefined, 2));
  } else for (const line of operations.flatMap((one) => linesOf(one, file))) terminal.print(line);
  const tooMany = operations.filter(({ explanation }) => explanation.calls > max);
  for (const { name, explanation } of tooMany)
    terminal.printError(
      `${name ?? file} takes ${explanation.calls} calls, more than the ${max} allowed.`,
    );
  return tooMany.length > 0 ? 1 : 0;
}

function linesOf({ name, explanation }: ExplainedOperation, file: string): readonly string[] {
  const { percentOfMinute, summary, steps, scopes, tip } = explanation;
  return [
    `${name ?? file}: ${summary} (${percentOfMinute} % of a minute's budget)`,
    ...steps.map(
      ({ calls, method, endpoint, path }) =>
        `  ${String(calls).padStart(5)}  ${method} ${endpoint}  for ${path}`,
    ),
    ...(scopes.length > 0 ? [`  Scopes: ${scopes.join(', ')}`] : []),
    ...(tip === null ? [] : [`  Tip: ${tip}`]),
  ];
}

function price(
  file: string,
  variables: Record<string, unknown>,
  settings: Parameters<typeof explainDocument>[3],
) {
  try {
    return explainDocument(schema, readFileSync(file, 'utf8'), variables, settings);
  } catch (error) {
    if (error instanceof GraphQLError)
      throw new OptionError(`${file}: ${error.message}`, { cause: error });
    if (error instanceof Error && 'code' in error)
      throw new OptionError(`Cannot read ${file}.`, { cause: error });
    throw error;
  }
}
