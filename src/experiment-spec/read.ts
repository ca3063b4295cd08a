import type { z } from 'zod';
import { acceptable, follows } from './acceptable.ts';
import { issueProblems } from './issues.ts';
import { nothingStored, postHogProblems } from './posthog-problems.ts';
import type { SpecProblem } from './problem.ts';
import { problemsOf } from './problems.ts';
import type { Spec } from './shape.ts';

/** A spec as it was read, or everything that is wrong with it. */
type Reading<Content> =
  { readonly content: Content } | { readonly problems: readonly SpecProblem[] };

/**
 * Reads a spec, and all that its shape has besides. With what is certainly wrong come the problems that what PostHog has
 * stored could excuse; alone, these are left to the plan, which knows it.
 * @param besides finds what is wrong with the rest, in a content of which parts may have been taken out
 */
export function readWith<Content extends Spec>(
  shape: z.ZodType<Content>,
  value: unknown,
  besides: (content: Content) => readonly SpecProblem[] = () => [],
): Reading<Content> {
  const parsed = shape.safeParse(value);
  const issues = parsed.error?.issues ?? [];
  const content = parsed.success ? parsed.data : acceptable(shape, value);
  const found = content ? [...problemsOf(content), ...besides(content)] : [];
  const certain = [
    ...issueProblems(shape, issues),
    ...found.filter((problem) => !follows(problem, issues)),
  ];
  if (content && certain.length === 0) return { content };
  return { problems: [...certain, ...(content ? postHogProblems(content, nothingStored) : [])] };
}
