import { GraphQLError } from 'graphql';
import { failureTable } from '../../../posthog/errors/failure-table.ts';
import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import type { GraphContext } from '../../context/context.ts';
import type { ExperimentNode } from '../experiment/ref.ts';
import { allChecks } from './checks/all.ts';
import type { Check } from './checks/check.ts';
import { NotConclusive, type Finding, type Found } from './finding.ts';
import { kindOf, type FindingCodeValue } from './kinds.ts';
import { codesOf, type Selection } from './select.ts';
import { Subject } from './subject.ts';

/** What prevented a check. */
interface Obstacle {
  readonly message: string;
  readonly remedy: string;
}

type Outcome = readonly Found[] | Obstacle;

/**
 * The findings about an experiment, the most severe first, behind one for each obstacle that prevented checks. Checks
 * that are not selected are not made. Never rejects with a failure of PostHog: it is an obstacle.
 */
export async function examine(
  node: ExperimentNode,
  selection: Selection,
  context: GraphContext,
): Promise<Finding[]> {
  const subject = new Subject(node, context);
  const codes = codesOf(selection);
  const checks = allChecks.filter((check) => check.codes.some((code) => codes.includes(code)));
  const outcomes = await Promise.all(
    checks.map(async (check) => ({ check, outcome: await outcomeOf(check, subject) })),
  );
  const found = outcomes.flatMap(({ outcome }) => ('message' in outcome ? [] : outcome));
  const unchecked = new Map<string, { obstacle: Obstacle; codes: FindingCodeValue[] }>();
  for (const { check, outcome } of outcomes) {
    if (!('message' in outcome)) continue;
    const same = unchecked.get(outcome.message) ?? { obstacle: outcome, codes: [] };
    same.codes.push(...check.codes.filter((code) => codes.includes(code)));
    unchecked.set(outcome.message, same);
  }
  return [
    ...Array.from(unchecked.values(), ({ obstacle, codes: left }) =>
      unavailable(node, obstacle, left),
    ),
    ...mostSevereFirst(
      distinct(found)
        .filter(({ code }) => codes.includes(code))
        .filter(({ severity }) => selection.severity?.includes(severity) ?? true)
        .map((one) => ({
          ...one,
          experiment: node,
          unchecked: [],
          remedy: kindOf(one.code).remedy,
        })),
    ),
  ];
}

async function outcomeOf(check: Check, subject: Subject): Promise<Outcome> {
  try {
    return check.applies(subject) ? await check.find(subject) : [];
  } catch (error) {
    if (error instanceof NotConclusive) {
      return { message: error.message, remedy: kindOf('check_unavailable').remedy };
    }
    if (isPostHogFailure(error)) {
      return { message: error.message, remedy: failureTable[error.kind].remedy };
    }
    if (error instanceof GraphQLError) {
      const { remedy } = error.extensions;
      return {
        message: error.message,
        remedy: typeof remedy === 'string' ? remedy : kindOf('check_unavailable').remedy,
      };
    }
    throw error;
  }
}

function unavailable(
  experiment: ExperimentNode,
  { message, remedy }: Obstacle,
  codes: readonly FindingCodeValue[],
): Finding {
  return {
    code: 'check_unavailable',
    severity: 'warning',
    message: `Some checks could not be made: ${message}`,
    experiment,
    unchecked: [...new Set(codes)],
    remedy,
  };
}

const identity = ({ code, variantKey, metricUuid }: Found) =>
  JSON.stringify([code, variantKey, metricUuid]);

/** Two checks may find the same. */
function distinct(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.toReversed().map((one) => [identity(one), one])).values()].toReversed();
}

const order = ['critical', 'warning', 'info'] as const;

const rank = ({ unchecked, severity }: Finding) =>
  unchecked.length > 0 ? -1 : order.indexOf(severity);

/** Sorts findings; those that say what was not checked come first, so that a short list does not hide them. */
export function mostSevereFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((one, other) => rank(one) - rank(other));
}
