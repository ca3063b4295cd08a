import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { schema } from '../../graph/schema.ts';
import { explainDocument } from '../../graph/planner/explain-document.ts';
import { readConfig } from '../../config/config.ts';
import type { Terminal } from '../terminal.ts';
import { isJsonObject, type JsonObject } from '../../posthog/api/json.ts';
import { OptionError } from '../option-error.ts';
import { onlyFile, parseWords } from '../parse-words.ts';

/**
 * Prints the PostHog calls that the operations of a file would make, for a person or for CI. Makes no call.
 * @param words the file, `--max N` (calls an operation may take) and `--variables JSON`
 * @returns 1 when an operation takes more than `--max`
 * @throws OptionError when the file, the options or the document cannot be used
 */
export function explainCommand(terminal: Terminal, words: readonly string[]): number {
  const { file, max, variables } = readOptions(words);
  const { upstream, projectId } = readConfig(terminal.environment);
  const settings = { projectId, callsPerMinute: upstream.budget.perMinute };
  let exitCode = 0;
  for (const { name, explanation } of price(file, variables, settings)) {
    const { calls, percentOfMinute, summary, steps, scopes, tip } = explanation;
    terminal.print(`${name ?? file}: ${summary} (${percentOfMinute} % of a minute's budget)`);
    for (const { calls: times, method, endpoint, path } of steps) {
      terminal.print(`  ${String(times).padStart(5)}  ${method} ${endpoint}  for ${path}`);
    }
    if (scopes.length > 0) terminal.print(`  Scopes: ${scopes.join(', ')}`);
    if (tip !== null) terminal.print(`  Tip: ${tip}`);
    if (calls <= max) continue;
    exitCode = 1;
    terminal.printError(`${name ?? file} takes ${calls} calls, more than the ${max} allowed.`);
  }
  return exitCode;
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

function readOptions(words: readonly string[]) {
  const { values, positionals } = parseWords(words, {
    allowPositionals: true,
    options: { max: { type: 'string' }, variables: { type: 'string' } },
  });
  const file = onlyFile(positionals, 'explain FILE.graphql');
  const max = values.max === undefined ? Infinity : Number(values.max);
  if (Number.isNaN(max) || max < 0) throw new OptionError('--max must be a number of calls.');
  return { file, max, variables: readVariables(values.variables ?? '{}') };
}

function readVariables(text: string): JsonObject {
  const notObject = '--variables must be a JSON object.';
  let variables: unknown;
  try {
    variables = JSON.parse(text);
  } catch (error) {
    throw new OptionError(notObject, { cause: error });
  }
  if (!isJsonObject(variables)) throw new OptionError(notObject);
  return variables;
}
