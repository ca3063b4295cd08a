import { z } from 'zod';
import { fileVariableOf, secretVariables, variables, type Variable } from '../config/variables.ts';

/** `schema/config.schema.json`: the settings as a file of `--config` holds them. */
export function configSchema(): string {
  const properties = Object.entries<Variable>(variables).map(([name, variable]) => [
    name,
    propertyOf(variable),
  ]);
  const files = secretVariables.map((name) => [
    fileVariableOf(name),
    { type: 'string', description: `File that holds ${name}, in place of it.` },
  ]);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of PostHog Experiments Graph',
    description: 'The file of --config. The environment takes precedence over it.',
    type: 'object',
    properties: Object.fromEntries([['$schema', { type: 'string' }], ...properties, ...files]),
    additionalProperties: false,
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function propertyOf({ meaning, value, example, ...variable }: Variable) {
  const accepted = value.safeParse('\0').error?.issues[0]?.message;
  return {
    description: [
      meaning,
      accepted && `Accepted: ${accepted}.`,
      variable.unset && `Unset: ${variable.unset}.`,
    ]
      .filter(Boolean)
      .join(' '),
    ...typeOf(value),
    ...(variable.default !== undefined && { default: variable.default }),
    examples: [example],
  };
}

function typeOf(value: Variable['value']) {
  const read = value instanceof z.ZodPipe ? (value.def as { readonly in: unknown }).in : value;
  if (!(read instanceof z.ZodEnum))
    return { type: ['string', 'number', 'array'], items: { type: ['string', 'number'] } };
  const words = read.options.map(String);
  const isSwitch = words.includes('on') || words.includes('1');
  return {
    enum: [
      ...words,
      ...(words.includes('1') ? words.map(Number) : []),
      ...(isSwitch ? [true, false] : []),
    ],
  };
}
