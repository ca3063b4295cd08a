import type { ErrorObject } from 'ajv/dist/2020.js';

/** An error found in a value, with the path of the invalid field. */
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

const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;

/** For a union, the error of the branch that matched furthest is the most useful one. */
const furthest = (errors: readonly ErrorObject[]): ErrorObject | undefined =>
  errors.toSorted((one, other) => depth(other) - depth(one))[0];

/** The most useful of a value's errors. */
export function faultOf(errors: readonly ErrorObject[]): SchemaFault {
  const first = furthest(errors);
  return first ? toFault(first) : { field: '', code: 'invalid_input', message: 'is not valid' };
}

/**
 * All faults of a value, one for each field. Of a union whose branches are all wrong, only the most useful one, unless
 * null is the only alternative.
 * @param errors of a validator that collects all errors and notes the schema of each (`verbose`)
 */
export function faultsOf(errors: readonly ErrorObject[]): SchemaFault[] {
  const left: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') left.push(...inUnion(error, left));
    else left.push(error);
  }
  const byField = new Map<string, SchemaFault>();
  for (const error of left) {
    const fault = toFault(error);
    if (!byField.has(fault.field)) byField.set(fault.field, fault);
  }
  return [...byField.values()];
}

/** What is worth reporting of a union's errors, which are removed from the end of the list of errors before it. */
function inUnion(union: ErrorObject, before: ErrorObject[]): readonly ErrorObject[] {
  let start = before.length;
  while (start > 0 && isWithin(before[start - 1]!, union)) start -= 1;
  const useful = before.splice(start).filter((error) => !isNullBranch(error, union));
  const branches = union.schema as readonly { readonly type?: unknown }[];
  const alternatives = branches.filter(({ type }) => type !== 'null');
  return alternatives.length === 1 ? useful : [furthest(useful) ?? union];
}

const isWithin = (error: ErrorObject, union: ErrorObject): boolean =>
  error.instancePath === union.instancePath ||
  error.instancePath.startsWith(`${union.instancePath}/`);

const isNullBranch = (error: ErrorObject, union: ErrorObject): boolean =>
  error.instancePath === union.instancePath &&
  error.keyword === 'type' &&
  (error.params as { readonly type?: unknown }).type === 'null';

function toFault(error: ErrorObject): SchemaFault {
  const at = (name: unknown) => fieldName(`${error.instancePath}/${String(name)}`);
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
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
        field: fieldName(error.instancePath),
        code: 'invalid_choice',
        message: `must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}`,
      };
    case 'const':
      return {
        field: fieldName(error.instancePath),
        code: 'invalid_choice',
        message: `must be ${JSON.stringify(params['allowedValue'])}`,
      };
    case 'type':
      return {
        field: fieldName(error.instancePath),
        code: 'invalid_input',
        message: `must be ${[params['type']].flat().join(' or ')}`,
      };
    default:
      return {
        field: fieldName(error.instancePath),
        code: 'invalid_input',
        message: error.message ?? 'is not valid',
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
