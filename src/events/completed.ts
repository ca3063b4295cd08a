import { comparedWith } from './compared-with.ts';
import type { ExperimentFacts } from './facts.ts';
import { dayOf, keyOfFinding, seenTo } from './repetition.ts';

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
  const now: ExperimentFacts = {
    ...after,
    results: after.results ?? known.results,
    findings: [...after.findings, ...kept],
    unchecked: after.unchecked.filter((code) => known.unchecked.includes(code)),
  };
  return { ...now, ...rememberedOf(known, now) };
}

/** What tells a repetition from the first time, where there is such a thing. */
function rememberedOf(
  known: ExperimentFacts,
  now: ExperimentFacts,
): Pick<ExperimentFacts, 'seenTo' | 'gone'> {
  const to = seenTo(known);
  const present = new Set(now.findings.map(keyOfFinding));
  const gone = new Set([
    ...(dayOf(known) === dayOf(now) ? (known.gone ?? []) : []),
    ...known.findings.map(keyOfFinding).filter((key) => !present.has(key)),
  ]);
  return {
    ...(to !== null && to > (now.results?.asOf ?? '') && { seenTo: to }),
    ...(gone.size > 0 && { gone: [...gone] }),
  };
}
