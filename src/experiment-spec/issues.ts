import type { z } from 'zod';
import { noSuchProperty } from './misspelt.ts';
import type { SpecProblem } from './problem.ts';

/** The codes of the mistakes that a shape can find. */
const codes: Readonly<Partial<Record<z.core.$ZodIssue['code'], SpecProblem['code']>>> = {
  invalid_type: 'INVALID_TYPE',
  invalid_value: 'INVALID_VALUE',
  too_small: 'TOO_SMALL',
  too_big: 'TOO_BIG',
};

/**
 * The problems that a shape has with a value. Each unknown property is a problem of its own, with the one that was
 * probably meant.
 */
export function issueProblems(
  shape: z.core.$ZodType,
  issues: readonly z.core.$ZodIssue[],
): SpecProblem[] {
  return issues.flatMap((issue) => problemsOfIssue(shape, issue));
}

function problemsOfIssue(shape: z.core.$ZodType, issue: z.core.$ZodIssue): SpecProblem[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      code: 'UNRECOGNIZED_KEYS',
      message: noSuchProperty(key, propertiesAt(shape, path)),
    }));
  return [
    {
      path,
      code: codes[issue.code] ?? 'INVALID_INPUT',
      message: isMissing(issue) ? 'It is required.' : `${issue.message}.`,
    },
  ];
}

/** True for an issue about a property that is not there. */
export const isMissing = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'invalid_type' && issue.message.endsWith('received undefined');

/** The path of an issue: JSON and YAML have no symbols as keys. */
export const pathOf = ({ path }: z.core.$ZodIssue): readonly (string | number)[] =>
  path.map((part) => (typeof part === 'number' ? part : String(part)));

interface Definition {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
}

/** Names of the properties that the object at a path may have. */
function propertiesAt(shape: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const { shape: properties, innerType, element } = shape._zod.def as Definition;
  if (innerType) return propertiesAt(innerType, path);
  const [part, ...rest] = path;
  if (part === undefined) return Object.keys(properties ?? {});
  const inner = element ?? properties?.[String(part)];
  return inner ? propertiesAt(inner, rest) : [];
}
