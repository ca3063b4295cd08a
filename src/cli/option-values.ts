import { Option } from 'commander';
import { z } from 'zod';
import { variables, type VariableName } from '../config/variables.ts';
import { isJsonObject } from '../posthog/api/json.ts';
import { OptionError } from './option-error.ts';

/**
 * An option whose value is a whole number.
 * @param flags such as `--max <calls>`
 * @param range the smallest and the largest number
 * @param otherwise what applies without the option
 */
export function numberOption(
  flags: string,
  meaning: string,
  [min, max]: readonly [min: number, max: number],
  otherwise: number | string,
): Option {
  const range = `From ${min} to ${max}.`;
  const option = new Option(
    flags,
    typeof otherwise === 'number'
      ? `${meaning} ${range}`
      : `${meaning} ${range} (default: ${otherwise})`,
  );
  if (typeof otherwise === 'number') option.default(otherwise, String(otherwise));
  return option.argParser((text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new OptionError(`${option.long} must be a whole number from ${min} to ${max}.`);
  });
}

/**
 * An option that takes the place of an environment variable for this run. Its meaning, default and accepted values
 * are those of the variable.
 * @param flags such as `--port <number>`
 */
export function settingOption(flags: string, name: VariableName): Option {
  const { meaning, value, ...variable } = variables[name];
  const otherwise =
    'default' in variable ? `default: ${variable.default}` : `default: ${variable.unset}`;
  const plain = `${meaning} (env: ${name}, ${otherwise})`.replaceAll('`', '');
  const option = new Option(flags, plain);
  if (value instanceof z.ZodEnum) return option.choices(value.options);
  return option.argParser((text) => {
    const { error } = value.safeParse(text);
    // The text is not repeated: it may be a key in the wrong place.
    if (error) throw new OptionError(`${option.long} must be ${error.issues[0]?.message}.`);
    return text;
  });
}

/** An option whose value is a point in time. */
export function timeOption(flags: string, meaning: string): Option {
  const option = new Option(flags, meaning);
  return option.argParser((text) => {
    if (Number.isNaN(Date.parse(text)))
      throw new OptionError(`${option.long} must be a time such as 2026-11-28T12:00:00Z.`);
    return text;
  });
}

/** An option whose value is a day, `YYYY-MM-DD`. */
export function dayOption(flags: string, meaning: string): Option {
  const option = new Option(flags, meaning);
  return option.argParser((text) => {
    if (z.iso.date().safeParse(text).success) return text;
    throw new OptionError(`${option.long} must be a day such as 2026-11-28.`);
  });
}

/** An option whose value is a JSON object, already parsed. */
export function jsonOption(flags: string, meaning: string): Option {
  const option = new Option(flags, meaning);
  return option.argParser((text) => {
    const notObject = `${option.long} must be a JSON object, such as '{"first": 10}'.`;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new OptionError(notObject, { cause: error });
    }
    if (isJsonObject(value)) return value;
    throw new OptionError(notObject);
  });
}
