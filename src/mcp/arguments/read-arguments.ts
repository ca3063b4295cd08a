import type { JsonSchema } from '../../posthog/api/openapi.ts';
import {
  compileCheck,
  compileFullCheck,
  type SchemaCheck,
} from '../../posthog/api/schema-check.ts';
import { isTooDeep, MAX_VALUE_DEPTH } from '../../posthog/request/value-depth.ts';
import type { McpTool, ToolArguments } from '../tool.ts';
import { ArgumentReader } from './argument-reader.ts';
import { hintForId, keyForId } from './id-or-key.ts';
import { MAX_PROBLEMS, type ArgumentProblem } from './problem.ts';

export interface ReadArguments {
  /** The arguments under the tool's own names, with values of the types its schema wants. */
  readonly values: ToolArguments;
  /** Everything that is wrong; with none, the values are valid for the tool's full schema. */
  readonly problems: readonly ArgumentProblem[];
}

interface CompiledInput {
  readonly schema: JsonSchema;
  readonly check: SchemaCheck;
}

/** By tool, and compiled on its first call: compiling takes longer than starting the server. */
const compiled = new WeakMap<McpTool, CompiledInput>();

/** Values with more characters of JSON are checked up to their first fault only, since each value may have several. */
const FULLY_CHECKED = 20_000;

/** Reads and checks a tool's arguments. Makes no call. */
export function readArguments(tool: McpTool, given: ToolArguments): ReadArguments {
  if (isTooDeep(given)) return { values: given, problems: [TOO_DEEP] };
  const { schema, check } = inputOf(tool);
  const reader = new ArgumentReader(schema);
  const values = keyForId(reader.readArguments(given, tool.listed.name), schema);
  // Text that was read as JSON may be nested as well.
  if (isTooDeep(values)) return { values, problems: [TOO_DEEP] };
  const fault = check(values);
  const faults = fault === undefined ? [] : allFaults(fault, values, schema);
  const described = faults.map((one) => ({ hint: hintFor(one, values, reader), ...one }));
  return { values, problems: [...reader.problems, ...described].slice(0, MAX_PROBLEMS) };
}

function allFaults(
  first: ArgumentProblem,
  values: ToolArguments,
  schema: JsonSchema,
): readonly ArgumentProblem[] {
  if (JSON.stringify(values).length <= FULLY_CHECKED) return compileFullCheck(schema)(values);
  return [{ ...first, hint: 'Only the first problem is shown, because the arguments are long.' }];
}

function inputOf(tool: McpTool): CompiledInput {
  let input = compiled.get(tool);
  if (!input) {
    const schema = tool.fullInput();
    input = { schema, check: compileCheck(schema) };
    compiled.set(tool, input);
  }
  return input;
}

function hintFor(
  { field }: ArgumentProblem,
  values: ToolArguments,
  { notJson }: ArgumentReader,
): string | undefined {
  return notJson.has(field) ? NOT_JSON : hintForId(field, values[field]);
}

const NOT_JSON = 'The text that was sent is not valid JSON of that kind.';

const TOO_DEEP: ArgumentProblem = {
  field: '',
  code: 'invalid_input',
  message: `must not be nested more than ${MAX_VALUE_DEPTH} levels deep`,
};
