import { comparedWith } from './compared-with.ts';
import type { ExperimentFacts } from './facts.ts';

/**
 * The newer facts, with what could not be read this time as it was known before. What has never been read stays
 * unknown. Of a run that is new, nothing is taken from the run before.
 * @param since when the experiments of the project were read before; undefined if they never were completely
 */
export function completed(
  before: ExperimentFacts | undefined,
  after: ExperimentFacts,
  since: string | undefined,
): ExperimentFacts {
  const known = comparedWith(before, after, since);
  if (!known) return after;
  const notRead = new Set(after.unchecked);
  const kept = known.findings.filter(({ code }) => notRead.has(code));
  return {
    ...after,
    results: after.results ?? known.results,
    findings: [...after.findings, ...kept],
    unchecked: after.unchecked.filter((code) => known.unchecked.includes(code)),
  };
}
