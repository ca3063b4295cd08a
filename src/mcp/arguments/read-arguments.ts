import type { JsonSchema } from '../../posthog/api/openapi.ts';
import {
  compileCheck,
  compileFullCheck,
  type FullSchemaCheck,
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

/** The checks of a tool's arguments, each compiled when it is needed: compiling takes longer than starting the server. */
class ArgumentCheck {
  readonly schema: JsonSchema;
  #ofFirst: SchemaCheck | undefined;
  #ofAll: FullSchemaCheck | undefined;

  constructor(tool: McpTool) {
    this.schema = tool.fullInput();
  }

  faultsOf(values: ToolArguments): readonly ArgumentProblem[] {
    if (JSON.stringify(values).length <= FULLY_CHECKED) {
      this.#ofAll ??= compileFullCheck(this.schema);
      return this.#ofAll(values);
    }
    this.#ofFirst ??= compileCheck(this.schema);
    const fault = this.#ofFirst(values);
    return fault ? [{ ...fault, hint: ONLY_FIRST }] : [];
  }
}

const ONLY_FIRST = 'Only the first problem is shown, because the arguments are long.';

/** Values with more characters of JSON are checked up to their first fault only, since each value may have several. */
const FULLY_CHECKED = 20_000;

const checks = new WeakMap<McpTool, ArgumentCheck>();

/** Reads and checks a tool's arguments. Makes no call. */
export function readArguments(tool: McpTool, given: ToolArguments): ReadArguments {
  if (isTooDeep(given)) return { values: given, problems: [TOO_DEEP] };
  const check = checks.get(tool) ?? new ArgumentCheck(tool);
  checks.set(tool, check);
  const reader = new ArgumentReader(check.schema);
  const values = keyForId(reader.readArguments(given, tool.listed.name), check.schema);
  // Text that was read as JSON may be nested as well.
  if (isTooDeep(values)) return { values, problems: [TOO_DEEP] };
  const faults = check
    .faultsOf(values)
    .map((fault) => ({ hint: hintFor(fault, values, reader), ...fault }));
  const ofSchema = [...reader.problems, ...faults];
  const problems = ofSchema.length > 0 ? ofSchema : (tool.check?.(values) ?? []);
  return { values, problems: problems.slice(0, MAX_PROBLEMS) };
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
