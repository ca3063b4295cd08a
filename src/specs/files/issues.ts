import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { SpecFault } from './fault.ts';
import type { SpecSource } from './source.ts';

/** Names that differ in more than this share of their letters are probably not meant. */
const SIMILAR = 0.4;

/**
 * The places and messages of everything that a shape finds wrong with a file. Each unknown property is a fault of its own,
 * with the one that was probably meant.
 */
export function issueFaults(
  source: SpecSource,
  shape: z.core.$ZodType,
  { issues }: z.core.$ZodError,
): SpecFault[] {
  return issues.flatMap((issue) => faultsOf(source, shape, issue));
}

function faultsOf(
  source: SpecSource,
  shape: z.core.$ZodType,
  issue: z.core.$ZodIssue,
): SpecFault[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      source.fault([...path, key], `There is no such property${meant(shape, key, path)}`, true),
    );
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return [source.fault(path, isMissing ? 'It is required.' : `${issue.message}.`)];
}

/** The property that was probably meant, as the end of a sentence. */
function meant(shape: z.core.$ZodType, key: string, path: readonly PropertyKey[]): string {
  const known = propertiesAt(shape, path);
  if (known.length === 0) return '.';
  const best = closest(key, known);
  return distance(key.toLowerCase(), best.toLowerCase()) <= key.length * SIMILAR
    ? `. Did you mean "${best}"?`
    : `; there are ${known.join(', ')}.`;
}

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
