import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from './openapi.ts';
import { faultOf, faultsOf, type SchemaFault } from './schema-faults.ts';

/** Returns undefined when the value is valid. */
export type SchemaCheck = (value: unknown) => SchemaFault | undefined;

/** Returns every fault of a value. */
export type FullSchemaCheck = (value: unknown) => readonly SchemaFault[];

// The contract uses extension keywords (`x-…`), which strict mode would reject.
const first = new Ajv2020({ strict: false, allErrors: false, verbose: false });
const all = new Ajv2020({ strict: false, allErrors: true, verbose: true });
addFormats.default(first);
addFormats.default(all);

/** Compiles a schema that contains what its `$ref`s point to. Compiling is slow, checking is fast. */
export function compileCheck(schema: JsonSchema): SchemaCheck {
  const validate = first.compile(schema);
  return (value) => (validate(value) ? undefined : faultOf(validate.errors ?? []));
}

/**
 * Like `compileCheck`, for a check that finds every fault and not just the first one. A value may have a fault in every
 * byte, so it should be used for values of a limited size.
 */
export function compileFullCheck(schema: JsonSchema): FullSchemaCheck {
  const validate = all.compile(schema);
  return (value) => (validate(value) ? [] : faultsOf(validate.errors ?? []));
}
