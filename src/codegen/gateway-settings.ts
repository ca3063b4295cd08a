import { z } from 'zod';
import { variables, type Variable } from '../config/variables.ts';
import { aboutOptions, optionVariables } from '../gateway/option-names.ts';

/** `src/gateway/settings.generated.ts`: the configuration variables as typed options of a mounted gateway. */
export function gatewaySettings(): string {
  const all: Readonly<Record<string, Variable>> = variables;
  const options = [...optionVariables].map(([option, name]) => settingOf(option, all[name]!));
  return [
    '// Generated from the configuration variables by `npm run contracts`.\n',
    '/**',
    ' * Settings of a gateway. They have the meanings of the configuration variables of the same names. `on` and `1` are',
    ' * `true` here, `off` and `0` are `false`, and values separated by commas are a list.',
    ' */',
    `export interface GatewaySettings {\n${options.join('')}}\n`,
  ].join('\n');
}

function settingOf(option: string, variable: Variable): string {
  const { meaning, whenMounted } = variable;
  const unset = whenMounted ? whenMounted.unset : variable.unset;
  const otherwise =
    variable.default === undefined ? `Unset: ${unset}.` : `Default: ${variable.default}.`;
  const text = aboutOptions(`${meaning} ${otherwise}`);
  return `  /** ${text} */\n  readonly ${option}?: ${typeOf(variable)} | undefined;\n`;
}

/** The type of the value that a variable's text stands for, where it is one that options have as well. */
function typeOf({ value, example }: Variable): string {
  if (value instanceof z.ZodEnum)
    return value.options.map((word) => `'${String(word)}'`).join(' | ');
  const parsed = value.parse(example);
  if (typeof parsed === 'boolean' || typeof parsed === 'number') return typeof parsed;
  return Array.isArray(parsed) && parsed.every((item) => typeof item === 'string')
    ? 'readonly string[]'
    : 'string';
}
