import { metricsWithName, withStoredName } from '../../experiment-spec/guardrail.ts';
import type { SpecProblem } from '../../experiment-spec/problem.ts';
import { readWith } from '../../experiment-spec/read.ts';
import { watchProblems, type GuardProblem } from '../../guards/problems.ts';
import type { SpecFault } from './fault.ts';
import { specFileShape, type SpecFileContent } from './file-shape.ts';
import type { SpecSource } from './source.ts';

/**
 * Checks the content of a spec file.
 * @returns the content, or everything that is wrong with it
 */
export function readContent(source: SpecSource): SpecFileContent | readonly SpecFault[] {
  const { value } = source;
  if (value == null) return [source.fault([], 'The file is empty.')];
  const reading = readWith(specFileShape, value, (content) => [
    ...conclusionProblems(content, Object(value) as object),
    ...watchProblems(content.guards ?? [], content.scheduledEnd).map(invalid),
    ...unknownNames(content).map(invalid),
  ]);
  if ('content' in reading) return reading.content;
  return reading.problems.map((problem) => faultOf(source, problem));
}

/** A problem at its place in the file. */
export const faultOf = (source: Pick<SpecSource, 'fault'>, problem: SpecProblem): SpecFault =>
  source.fault(problem.path, problem.message, problem.code === 'UNRECOGNIZED_KEYS');

const invalid = ({ path, message }: GuardProblem): SpecProblem => ({
  path: path.map((part) => (typeof part === 'number' ? part : String(part))),
  code: 'INVALID_INPUT',
  message,
});

/** @param value the file's value, in which a status may be that is refused itself */
function conclusionProblems(content: SpecFileContent, value: object): SpecProblem[] {
  if (content.status === 'stopped') return [];
  if (content.status === undefined && 'status' in value) return [];
  return (['conclusion', 'conclusionComment'] as const)
    .filter((name) => content[name] != null)
    .map((name) => ({
      path: [name],
      code: 'UNRECOGNIZED_KEYS',
      message: 'Only an experiment with "status: stopped" has one.',
    }));
}

/** Variants and metrics that guards and the scheduled end name, and the file does not have. */
function unknownNames(content: SpecFileContent): GuardProblem[] {
  const { guards = [], scheduledEnd, flag } = content;
  const keys = flag?.variants?.map(({ key }) => key);
  const problems: GuardProblem[] = [];
  const variant = (path: readonly PropertyKey[], key: string | undefined) => {
    if (key !== undefined && keys && !keys.includes(key))
      problems.push({ path, message: `The flag has no variant "${key}" in this file.` });
  };
  for (const [index, guard] of guards.entries()) {
    variant(['guards', index, 'variant'], guard.variant);
    if (guard.metric !== undefined && isUnknownMetric(content, guard.metric))
      problems.push({
        path: ['guards', index, 'metric'],
        message: `The file has no metric "${guard.metric}".`,
      });
  }
  variant(['scheduledEnd', 'fallback', 'variant'], scheduledEnd?.fallback?.variant);
  return problems;
}

/** True where the file lists all metrics and none has this name. A uuid is not part of a file. */
function isUnknownMetric(content: SpecFileContent, wanted: string): boolean {
  const { metrics, secondaryMetrics, sharedMetrics } = content;
  if (!metrics || !secondaryMetrics || !sharedMetrics) return false;
  if (/^[0-9a-f-]{36}$/i.test(wanted)) return false;
  const all = [...metrics, ...secondaryMetrics, ...sharedMetrics];
  // A metric without a name is shown by a name that is worked out from what it counts.
  if (all.some(({ name }) => name == null || name === '')) return false;
  return metricsWithName(all.map(withStoredName), wanted).length === 0;
}
