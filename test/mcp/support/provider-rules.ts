/** A node of a JSON Schema as it is listed. */
export interface SchemaNode {
  readonly [keyword: string]: unknown;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly enum?: readonly unknown[];
  readonly description?: string;
}

export interface ListedTool {
  readonly name: string;
  readonly description?: string;
  readonly inputSchema: SchemaNode;
  readonly outputSchema?: SchemaNode;
}

export interface ProviderRule {
  readonly provider: 'MCP' | 'OpenAI' | 'Anthropic' | 'Gemini' | 'Inspector';
  /** What must hold, and where that is written. */
  readonly rule: string;
  readonly source: string;
  /** Whether a tool breaks the rule as a whole. */
  readonly tool?: (tool: ListedTool) => boolean;
  /** Whether one node of the input schema breaks it; `depth` is 0 for the arguments object itself. */
  readonly node?: (node: SchemaNode, depth: number) => boolean;
}

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);
const UNIONS = ['anyOf', 'oneOf', 'allOf', 'not', 'if', 'then', 'else'];

/** Fields of `Schema` in the Gemini API, without those for answers only. */
const GEMINI_FIELDS = new Set(
  'type format description nullable enum items maxItems minItems properties required minimum maximum default'.split(
    ' ',
  ),
);

const propertyNames = ({ properties = {} }: SchemaNode) => Object.keys(properties);

export const providerRules: readonly ProviderRule[] = [
  {
    provider: 'MCP',
    rule: 'the input schema is an object',
    source: 'modelcontextprotocol.io/specification/2025-11-25/server/tools',
    tool: ({ inputSchema }) => inputSchema.type !== 'object',
  },
  {
    provider: 'MCP',
    rule: 'names have 1 to 128 characters out of A-Z a-z 0-9 _ - .',
    source: 'modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
    tool: ({ name }) => !/^[\w.-]{1,128}$/.test(name),
  },
  {
    provider: 'OpenAI',
    rule: 'function names have 1 to 64 characters out of a-z A-Z 0-9 _ -',
    source: 'platform.openai.com/docs/api-reference/chat/create (tools.function.name)',
    tool: ({ name }) => !/^[\w-]{1,64}$/.test(name),
  },
  {
    provider: 'OpenAI',
    rule: 'descriptions have at most 1,024 characters',
    source: 'platform.openai.com/docs/api-reference/assistants (tools.function.description)',
    tool: ({ description = '' }) => description.length > 1_024,
  },
  {
    provider: 'OpenAI',
    rule: 'the parameters are an object without a union at the root',
    source: 'platform.openai.com/docs/guides/structured-outputs#root-objects-must-not-be-anyof',
    node: (node, depth) => depth === 0 && UNIONS.some((keyword) => keyword in node),
  },
  {
    provider: 'OpenAI',
    rule: 'a list has items',
    source: 'platform.openai.com/docs/guides/function-calling ("array schema missing items")',
    node: ({ type, items }) => type === 'array' && items === undefined,
  },
  {
    provider: 'OpenAI',
    rule: 'nesting has at most 10 levels',
    source:
      'platform.openai.com/docs/guides/structured-outputs#limitations-on-nesting-depth-and-size',
    node: (_, depth) => depth > 10,
  },
  {
    provider: 'OpenAI',
    rule: 'required names are properties',
    source: 'platform.openai.com/docs/guides/structured-outputs#all-fields-must-be-required',
    node: (node) =>
      ((node['required'] ?? []) as string[]).some((name) => !propertyNames(node).includes(name)),
  },
  {
    provider: 'Anthropic',
    rule: 'tool names match ^[a-zA-Z0-9_-]{1,64}$',
    source: 'docs.claude.com/en/docs/agents-and-tools/tool-use/implement-tool-use',
    tool: ({ name }) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name),
  },
  {
    provider: 'Anthropic',
    rule: 'the input schema has no oneOf, allOf or anyOf at the top level',
    source: 'github.com/anthropics/claude-code/issues/27337 (the message of the API)',
    node: (node, depth) => depth === 0 && ['oneOf', 'allOf', 'anyOf'].some((one) => one in node),
  },
  {
    provider: 'Anthropic',
    rule: 'property names match ^[a-zA-Z0-9_.-]{1,64}$',
    source: 'platform.claude.com/docs/en/managed-agents/self-hosted-sandboxes',
    node: (node) => propertyNames(node).some((name) => !/^[a-zA-Z0-9_.-]{1,64}$/.test(name)),
  },
  {
    provider: 'Anthropic',
    rule: 'there are no references',
    source: 'platform.claude.com/docs/en/managed-agents/self-hosted-sandboxes',
    node: (node) => ['$ref', '$defs', 'definitions'].some((keyword) => keyword in node),
  },
  {
    provider: 'Gemini',
    rule: 'function names begin with a letter or _, and have at most 64 characters',
    source: 'ai.google.dev/api/caching#FunctionDeclaration',
    tool: ({ name }) => !/^[a-zA-Z_][\w.-]{0,63}$/.test(name),
  },
  {
    provider: 'Gemini',
    rule: 'every node has exactly one type',
    source: 'ai.google.dev/api/caching#Schema (type is required); google-gemini/gemini-cli#4400',
    node: ({ type }) => typeof type !== 'string' || !TYPES.has(type),
  },
  {
    provider: 'Gemini',
    rule: 'a choice is of type string and has no empty value',
    source: 'ai.google.dev/api/caching#Schema (enum); sbroenne/mcp-server-excel#607',
    node: ({ type, enum: choices }) =>
      choices !== undefined &&
      (type !== 'string' ||
        choices.length === 0 ||
        choices.some((one) => typeof one !== 'string' || one === '')),
  },
  {
    provider: 'Gemini',
    rule: 'anyOf stands alone, so none is listed',
    source: 'langchain-ai/langchain-google#1216 (the message of Vertex AI)',
    node: (node) => UNIONS.some((keyword) => keyword in node),
  },
  {
    provider: 'Gemini',
    rule: 'only fields of its Schema are used; additionalProperties at the root is removed by its clients',
    source: 'ai.google.dev/api/caching#Schema',
    node: (node, depth) =>
      Object.keys(node).some(
        (keyword) =>
          !GEMINI_FIELDS.has(keyword) && !(depth === 0 && keyword === 'additionalProperties'),
      ),
  },
  {
    provider: 'Gemini',
    rule: 'formats are those of numbers, enum and date-time',
    source: 'ai.google.dev/api/caching#Schema (format)',
    node: ({ format }) =>
      format !== undefined &&
      !['float', 'double', 'int32', 'int64', 'enum', 'date-time'].includes(format as string),
  },
  {
    provider: 'Inspector',
    rule: 'no schema is empty (Schema portability)',
    source: 'github.com/modelcontextprotocol/inspector',
    node: (node) => Object.keys(node).every((keyword) => keyword === 'description'),
  },
];

/** Every node of a schema with its path. */
function* nodesOf(node: SchemaNode, path = '', depth = 0): Generator<[SchemaNode, string, number]> {
  yield [node, path, depth];
  for (const [name, inner] of Object.entries(node.properties ?? {}))
    yield* nodesOf(inner, `${path}.${name}`, depth + 1);
  if (node.items) yield* nodesOf(node.items, `${path}[]`, depth + 1);
  for (const keyword of ['anyOf', 'oneOf', 'allOf'])
    for (const inner of (node[keyword] ?? []) as SchemaNode[])
      yield* nodesOf(inner, `${path}|`, depth + 1);
}

/** The places of a tool that break a rule. */
export function breachesOf(rule: ProviderRule, tool: ListedTool): string[] {
  const whole = rule.tool?.(tool) === true ? [tool.name] : [];
  const nodes = [...nodesOf(tool.inputSchema)]
    .filter(([node, , depth]) => rule.node?.(node, depth) === true)
    .map(([, path]) => `${tool.name}${path}`);
  return [...whole, ...nodes];
}

/** Arguments that have no description. */
export const undescribed = ({ name, inputSchema }: ListedTool): string[] =>
  Object.entries(inputSchema.properties ?? {})
    .filter(([, { description = '' }]) => description === '')
    .map(([argument]) => `${name}.${argument}`);
