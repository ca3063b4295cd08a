import type { z } from 'zod';
import { pythonRepr } from './python-repr.ts';

const MAX_REPORTED = 15;

const TYPES: Record<string, string> = {
  array: 'list_type',
  object: 'dict_type',
  record: 'dict_type',
  string: 'string_type',
  number: 'float_type',
  int: 'int_type',
  boolean: 'bool_type',
};

/** Formats schema errors like PostHog's pydantic errors: up to 15 of `{loc, type, msg}`. */
export function pydanticErrors(issues: readonly z.core.$ZodIssue[], prefix: string[] = []): string {
  const errors = issues.flatMap(unfold).slice(0, MAX_REPORTED);
  return pythonRepr(
    errors.map((issue) => ({
      loc: [...prefix, ...issue.path.map(String)],
      ...describe(issue),
    })),
  );
}

/** Replaces a union's error with the errors of its members. */
function unfold(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  return issue.errors.flat().map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function describe(issue: z.core.$ZodIssue): { type: string; msg: string } {
  if (issue.code === 'invalid_type' && issue.expected === 'never') {
    return { type: 'extra_forbidden', msg: 'Extra inputs are not permitted' };
  }
  if (issue.code === 'invalid_type') {
    return issue.input === undefined && issue.message.endsWith('received undefined')
      ? { type: 'missing', msg: 'Field required' }
      : {
          type: TYPES[issue.expected] ?? issue.expected,
          msg: `Input should be a valid ${issue.expected}`,
        };
  }
  if (issue.code === 'unrecognized_keys') {
    return { type: 'extra_forbidden', msg: 'Extra inputs are not permitted' };
  }
  if (issue.code === 'invalid_value') {
    return {
      type: 'literal_error',
      msg: `Input should be ${issue.values.map((value) => `'${String(value)}'`).join(' or ')}`,
    };
  }
  return { type: 'value_error', msg: issue.message };
}
