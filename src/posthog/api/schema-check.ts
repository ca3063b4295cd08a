import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApiDocument, JsonSchema } from './openapi.ts';

/** The first error found in a value, with the path of the invalid field. */
export interface SchemaFault {
  /** Path such as `metrics[0].source.kind`; '' for the value itself. */
  readonly field: string;
  /**
   * PostHog's code for the error: `required`, `invalid_choice`, otherwise `invalid_input`; `unknown` for an unknown
   * field.
   */
  readonly code: 'required' | 'invalid_choice' | 'unknown' | 'invalid_input';
  /** The requirement the field violates, phrased to follow the field's name. */
  readonly message: string;
}

/** Returns undefined when the value is valid. */
export type SchemaCheck = (value: unknown) => SchemaFault | undefined;

// The contract uses extension keywords (`x-…`), which strict mode would reject.
const ajv = new Ajv2020({ strict: false, allErrors: false, verbose: false });
addFormats.default(ajv);

/** Compiles a schema whose `$ref`s point into the contract. Compiling is slow, checking is fast. */
export function compileCheck(schema: JsonSchema, { components }: OpenApiDocument): SchemaCheck {
  const validate = ajv.compile({ ...schema, components });
  return (value) => (validate(value) ? undefined : faultOf(validate.errors ?? []));
}

const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;

/** For a union, the error of the branch that matched furthest is the most useful one. */
function faultOf(errors: readonly ErrorObject[]): SchemaFault {
  const [first] = errors.toSorted((one, other) => depth(other) - depth(one));
  if (!first) return { field: '', code: 'invalid_input', message: 'is not valid' };
  const at = (name: unknown) => fieldName(`${first.instancePath}/${String(name)}`);
  const params = first.params as Readonly<Record<string, unknown>>;
  switch (first.keyword) {
    case 'required':
      return { field: at(params['missingProperty']), code: 'required', message: 'is required' };
    case 'additionalProperties':
      return {
        field: at(params['additionalProperty']),
        code: 'unknown',
        message: 'is not an accepted field',
      };
    case 'enum':
      return {
        field: fieldName(first.instancePath),
        code: 'invalid_choice',
        message: `must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}`,
      };
    case 'const':
      return {
        field: fieldName(first.instancePath),
        code: 'invalid_choice',
        message: `must be ${JSON.stringify(params['allowedValue'])}`,
      };
    case 'type':
      return {
        field: fieldName(first.instancePath),
        code: 'invalid_input',
        message: `must be ${[params['type']].flat().join(' or ')}`,
      };
    default:
      return {
        field: fieldName(first.instancePath),
        code: 'invalid_input',
        message: first.message ?? 'is not valid',
      };
  }
}

/** `/metrics/0/name` as `metrics[0].name`. */
function fieldName(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((name, part) => {
      if (/^\d+$/.test(part)) return `${name}[${part}]`;
      return name === '' ? part : `${name}.${part}`;
    }, '');
}
