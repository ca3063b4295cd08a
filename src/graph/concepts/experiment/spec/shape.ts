import type { z } from 'zod';
import { normalSpec } from '../../../../experiment-spec/normal.ts';
import { problemsOf } from '../../../../experiment-spec/problems.ts';
import { specShape, type Spec } from '../../../../experiment-spec/shape.ts';
import type { InputCode } from '../../../context/input-codes.ts';
import { InputFaults, type InputFault } from '../../../mutations/input-faults.ts';

/**
 * Parses a spec and reports everything that is wrong with it. It has the form in which specs are compared.
 * @throws InvalidInput with paths below `spec`
 */
export function readSpec(value: unknown): Spec {
  const parsed = specShape.safeParse(value);
  const faults = new InputFaults();
  if (parsed.success)
    faults.addAll(
      problemsOf(parsed.data).map(({ path, code, message }) => ({
        path: ['spec', ...path].join('.'),
        code,
        message,
      })),
    );
  else faults.addAll(parsed.error.issues.map(faultOf));
  faults.raise();
  if (!parsed.success) throw parsed.error;
  return normalSpec(parsed.data);
}

/** The codes of the mistakes that the shape above can find. */
const issueCodes: Readonly<Partial<Record<z.core.$ZodIssue['code'], InputCode>>> = {
  invalid_type: 'INVALID_TYPE',
  invalid_value: 'INVALID_VALUE',
  too_small: 'TOO_SMALL',
  too_big: 'TOO_BIG',
  unrecognized_keys: 'UNRECOGNIZED_KEYS',
};

function faultOf({ path, code, message }: z.core.$ZodIssue): InputFault {
  return { path: ['spec', ...path].join('.'), code: issueCodes[code] ?? 'INVALID_INPUT', message };
}
