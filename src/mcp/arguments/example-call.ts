import { sampleTexts } from '../../posthog/api/arguments/samples.ts';
import type { JsonSchema } from '../../posthog/api/openapi.ts';
import type { ToolArguments } from '../tool.ts';
import { allowedBy } from './kinds.ts';
import { similarTo } from './near-misses.ts';

/** An example is worth reading as long as it is short. */
export const MAX_EXAMPLE = 400;

/**
 * Arguments that are valid for a schema: the required ones, and those that the caller was wrong about, with sample
 * values; the caller's other arguments if they are short.
 * @param wrong names of the arguments that were wrong
 */
export function exampleCall(
  schema: JsonSchema,
  given: ToolArguments,
  wrong: ReadonlySet<string>,
): ToolArguments {
  const { properties = {}, required = [] } = schema;
  const names = Object.keys(properties);
  const samples = Object.fromEntries(
    names
      .filter((name) => required.includes(name) || wrong.has(name))
      .map((name) => [name, sampleOf(properties[name]!, name, schema, given[name])]),
  );
  const rightOnes = Object.entries(given).filter(
    ([name]) => names.includes(name) && !wrong.has(name),
  );
  const whole = { ...samples, ...Object.fromEntries(rightOnes) };
  const example = JSON.stringify(whole).length <= MAX_EXAMPLE ? whole : samples;
  return Object.fromEntries(
    names.flatMap((name) => (name in example ? [[name, example[name]]] : [])),
  );
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T09:00:00Z',
  uuid: '018f4c1e-7d3a-7c55-9a51-0d6f3b2a9c10',
};

/** @param given what the caller sent, of which a choice may be a misspelling */
function sampleOf(schema: JsonSchema, name: string, root: JsonSchema, given?: unknown): unknown {
  if (schema['default'] !== undefined) return schema['default'];
  const branch = allowedBy(schema, root).branches.find(({ type }) => type !== 'null') ?? {};
  const [type] = [branch.type ?? (branch.properties ? 'object' : 'string')].flat();
  if (branch.enum) return choiceOf(branch.enum, name, given);
  if ('const' in branch) return branch.const;
  switch (type) {
    case 'integer':
    case 'number':
      return Number(branch['minimum'] ?? 0) || 1;
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: Number(branch['minItems'] ?? 1) }, (_, index) =>
        different(sampleOf(branch.items ?? {}, name.replace(/s$/, ''), root), index),
      );
    case 'object':
      return Object.fromEntries(
        (branch.required ?? []).map((one) => [
          one,
          sampleOf(branch.properties?.[one] ?? {}, one, root),
        ]),
      );
    default:
      return formats[String(branch['format'])] ?? sampleTexts[name] ?? `example of ${name}`;
  }
}

/** The choice that the caller may have meant, or the usual one. */
function choiceOf(choices: readonly unknown[], name: string, given: unknown): unknown {
  const texts = choices.filter((choice) => typeof choice === 'string');
  const [meant] =
    typeof given === 'string' && given !== ''
      ? [...texts.filter((choice) => choice.startsWith(given)), ...similarTo(given, texts, 1)]
      : [];
  return meant ?? texts.find((choice) => choice === sampleTexts[name]) ?? choices[0];
}

/** Items of a list name different things: the next numbers for ids. */
const different = (sample: unknown, index: number): unknown =>
  typeof sample === 'string' && /^\d+$/.test(sample) ? String(Number(sample) + index) : sample;
