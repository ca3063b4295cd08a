import { sampleTexts } from '../../posthog/api/arguments/samples.ts';
import type { JsonSchema } from '../../posthog/api/openapi.ts';
import type { ToolArguments } from '../tool.ts';
import { allowedBy } from './kinds.ts';

/** An example is worth reading as long as it is short. */
const MAX_EXAMPLE = 400;

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
      .map((name) => [name, sampleOf(properties[name]!, name, schema)]),
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

function sampleOf(schema: JsonSchema, name: string, root: JsonSchema): unknown {
  if (schema['default'] !== undefined) return schema['default'];
  const branch = allowedBy(schema, root).branches.find(({ type }) => type !== 'null') ?? {};
  const [type] = [branch.type ?? (branch.properties ? 'object' : 'string')].flat();
  if (branch.enum) return branch.enum[0];
  if ('const' in branch) return branch.const;
  switch (type) {
    case 'integer':
    case 'number':
      return Number(branch['minimum'] ?? 0) || 1;
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: Number(branch['minItems'] ?? 1) }, () =>
        sampleOf(branch.items ?? {}, name.replace(/s$/, ''), root),
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
