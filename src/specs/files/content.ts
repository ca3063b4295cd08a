import { problemsOf } from '../../experiment-spec/problems.ts';
import { metricsWithName, withStoredName } from '../../experiment-spec/guardrail.ts';
import { watchProblems } from '../../guards/problems.ts';
import type { SpecFault } from './fault.ts';
import { specFileShape, type SpecFileContent } from './file-shape.ts';
import { issueFaults } from './issues.ts';
import type { SpecSource } from './source.ts';

/**
 * Checks the content of a spec file.
 * @returns the content, or everything that is wrong with it
 */
export function readContent(source: SpecSource): SpecFileContent | readonly SpecFault[] {
  if (source.value == null) return [source.fault([], 'The file is empty.')];
  const parsed = specFileShape.safeParse(source.value);
  if (!parsed.success) return issueFaults(source, specFileShape, parsed.error);
  const content = parsed.data;
  const faults = [
    ...problemsOf(content).map(({ path, code, message }) =>
      source.fault(path, message, code === 'UNRECOGNIZED_KEYS'),
    ),
    ...conclusionFaults(source, content),
    ...watchProblems(content.guards ?? [], content.scheduledEnd).map(({ path, message }) =>
      source.fault(path, message),
    ),
    ...unknownNames(source, content),
  ];
  return faults.length > 0 ? faults : content;
}

function conclusionFaults(source: SpecSource, content: SpecFileContent): SpecFault[] {
  if (content.status === 'stopped') return [];
  return (['conclusion', 'conclusionComment'] as const)
    .filter((name) => content[name] != null)
    .map((name) =>
      source.fault([name], 'Only an experiment with "status: stopped" has one.', true),
    );
}

/** Variants and metrics that guards and the scheduled end name, and the file does not have. */
function unknownNames(source: SpecSource, content: SpecFileContent): SpecFault[] {
  const { guards = [], scheduledEnd, flag } = content;
  const keys = flag?.variants?.map(({ key }) => key);
  const faults: SpecFault[] = [];
  const variant = (path: readonly PropertyKey[], key: string | undefined) => {
    if (key !== undefined && keys && !keys.includes(key))
      faults.push(source.fault(path, `The flag has no variant "${key}" in this file.`));
  };
  for (const [index, guard] of guards.entries()) {
    variant(['guards', index, 'variant'], guard.variant);
    if (guard.metric !== undefined && isUnknownMetric(content, guard.metric))
      faults.push(
        source.fault(['guards', index, 'metric'], `The file has no metric "${guard.metric}".`),
      );
  }
  variant(['scheduledEnd', 'fallback', 'variant'], scheduledEnd?.fallback?.variant);
  return faults;
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
