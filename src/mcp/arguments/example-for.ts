import type { JsonSchema } from '../../posthog/api/openapi.ts';
import type { McpTool, ToolArguments } from '../tool.ts';
import { exampleCall, MAX_EXAMPLE } from './example-call.ts';
import { allowedBy } from './kinds.ts';
import type { ArgumentProblem } from './problem.ts';

/** The argument that a path such as `rows[0].name` begins with. */
export const argumentOf = (field: string): string => /^[^.[]*/.exec(field)?.[0] ?? '';

/** Problems of an argument that a right call does not have. */
const isSurplus = ({ code }: ArgumentProblem): boolean =>
  code === 'unknown' || code === 'ambiguous';

/**
 * A right call like one that was wrong: of all choices for what was wrong, the first that the tool accepts with as many
 * of the caller's arguments as possible. The tool itself may require more than its schema does.
 */
export function exampleFor(
  tool: McpTool,
  schema: JsonSchema,
  values: ToolArguments,
  problems: readonly ArgumentProblem[],
): ToolArguments {
  const given = without(shortOnes(values), problems.filter(isSurplus).map(nameOf));
  const wrong = problems.filter((problem) => !isSurplus(problem)).map(nameOf);
  const attempts = [{ given, wrong }, ...otherChoices(schema, given, wrong)];
  const examples = attempts.map((attempt) => corrected(tool, schema, attempt));
  const costs = examples.map((example) => costOf(tool, given, example));
  return examples[costs.indexOf(Math.min(...costs))] ?? {};
}

interface Attempt {
  readonly given: ToolArguments;
  /** Names of arguments that get sample values. */
  readonly wrong: readonly string[];
}

const nameOf = ({ field }: ArgumentProblem): string => argumentOf(field);

/** What an example has room for: each attempt reads all of it again. */
const shortOnes = (values: ToolArguments): ToolArguments =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => JSON.stringify(value).length <= MAX_EXAMPLE),
  );

const without = (values: ToolArguments, names: readonly string[]): ToolArguments =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

/** The arguments with each value there is for a choice that was wrong or is missing. */
const otherChoices = (
  schema: JsonSchema,
  given: ToolArguments,
  wrong: readonly string[],
): Attempt[] =>
  wrong.flatMap((name) => {
    const property = schema.properties?.[name];
    const branches = property ? allowedBy(property, schema).branches : [];
    return branches
      .flatMap(({ enum: choices = [] }) => choices)
      .map((choice) => ({
        given: { ...given, [name]: choice },
        wrong: wrong.filter((other) => other !== name),
      }));
  });

/** A call with samples for what is wrong, with what the tool requires besides and without what it does not take. */
function corrected(tool: McpTool, schema: JsonSchema, { given, wrong }: Attempt): ToolArguments {
  const example = exampleCall(schema, given, new Set(wrong));
  const faults = tool.check?.(example) ?? [];
  if (faults.length === 0) return example;
  const surplus = faults.filter(isSurplus).map(nameOf);
  const required = faults.filter((fault) => !isSurplus(fault)).map(nameOf);
  const kept = without(given, surplus);
  return without(exampleCall(schema, kept, new Set([...wrong, ...required])), surplus);
}

/** How little an example is worth: a fault of it outweighs all arguments of the caller that it lacks. */
function costOf(tool: McpTool, given: ToolArguments, example: ToolArguments): number {
  const faults = tool.check?.(example) ?? [];
  const lost = Object.keys(given).filter((name) => !(name in example));
  return faults.length * 100 + lost.length;
}
