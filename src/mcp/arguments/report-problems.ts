import type { CallToolResult } from '@modelcontextprotocol/server';
import { refused } from '../result.ts';
import type { McpTool } from '../tool.ts';
import { coded } from '../tool-codes.ts';
import { argumentOf, exampleFor } from './example-for.ts';
import { didYouMean, similarTo } from './near-misses.ts';
import type { ArgumentProblem } from './problem.ts';
import type { ReadArguments } from './read-arguments.ts';

/** The result of a call whose arguments are wrong: every problem, and how a right call looks. */
export function reportProblems(tool: McpTool, { values, problems }: ReadArguments): CallToolResult {
  const { name } = tool.listed;
  const schema = tool.fullInput();
  const { properties = {} } = schema;
  const example = exampleFor(tool, schema, values, problems);
  const [first, ...others] = problems.map(
    ({ field, message }) => `${field || 'The arguments'} ${message}.`,
  );
  const [facts = [], ...more] = problems.map((problem) => [
    `Field: ${problem.field} (${problem.code})`,
    ...aboutOf(problem, properties[problem.field]?.description),
  ]);
  const isNameUnknown = problems.some(({ code, field }) => code === 'unknown' && isTop(field));
  return refused(
    coded('VALIDATION_FAILED', first ?? 'The arguments are not valid.'),
    ...facts,
    ...more.flatMap((lines, index) => [`Also: ${others[index]}`, ...lines]),
    ...(isNameUnknown ? [`Arguments of ${name}: ${Object.keys(properties).join(', ')}`] : []),
    `Example: ${name} ${JSON.stringify(example)}`,
    `What to do: correct the arguments and call again; nothing was sent. The full schema is the resource schema://tools/${name}.`,
  );
}

const isTop = (field: string) => argumentOf(field) === field;

function aboutOf({ field, hint }: ArgumentProblem, about: string | undefined): string[] {
  return [
    ...(hint === undefined ? [] : [hint]),
    ...(about === undefined ? [] : [`About ${field}: ${about}`]),
  ];
}

/** The message for a tool that does not exist, with the names it may have been meant for. */
export function unknownTool(name: string, known: readonly string[]): string {
  const suggestion = didYouMean(toolsLike(name, known));
  return [
    `Unknown tool: ${name.slice(0, 100)}`,
    ...(suggestion === undefined ? [] : [suggestion]),
  ].join('. ');
}

/** Tools whose names are spelled alike, and then those with the same words in another order or number. */
function toolsLike(name: string, known: readonly string[]): string[] {
  const given = wordsOf(name);
  const alike = known
    .map((tool) => ({ tool, shared: sharedWords(given, wordsOf(tool)) }))
    .filter(({ shared }) => shared >= 0.5)
    .toSorted((one, other) => other.shared - one.shared)
    .map(({ tool }) => tool);
  return [...new Set([...similarTo(name, known, 1), ...alike])].slice(0, 3);
}

const MAX_NAME = 100;

/** The words of a name in the singular: `listProjects` and `project-list` have the same. */
const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .slice(0, MAX_NAME)
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && word !== 'posthog')
      .map((word) => word.replace(/(?<=..)s$/, '')),
  );

/** Share of the words of both names that are in both. */
function sharedWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return both / (one.size + other.size - both);
}
