import { problemsOf } from '../../experiment-spec/problems.ts';
import { withStoredName } from '../../experiment-spec/guardrail.ts';
import { guardProblems, scheduledEndProblems } from '../../guards/problems.ts';
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
    ...guardFaults(source, content),
    ...endFaults(source, content),
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

/** Guards whose parts contradict each other or what the file says of the experiment. */
function guardFaults(source: SpecSource, content: SpecFileContent): SpecFault[] {
  const { guards = [], flag } = content;
  const keys = flag?.variants?.map(({ key }) => key);
  return guards.flatMap((guard, index) => {
    const faults: SpecFault[] = [];
    const at = ['guards', index];
    for (const { path, message } of guardProblems(guard))
      faults.push(source.fault([...at, ...path], message));
    if (guard.variant !== undefined && keys && !keys.includes(guard.variant))
      faults.push(
        source.fault(
          [...at, 'variant'],
          `The flag has no variant "${guard.variant}" in this file.`,
        ),
      );
    if (guards.findIndex(({ name }) => name === guard.name) < index)
      faults.push(source.fault([...at, 'name'], `The guard "${guard.name}" appears twice.`));
    const metric = guard.metric;
    if (metric !== undefined && isUnknownMetric(content, metric))
      faults.push(source.fault([...at, 'metric'], `The file has no metric "${metric}".`));
    return faults;
  });
}

/** True where the file lists all metrics and none has this name. A uuid is not part of a file. */
function isUnknownMetric(content: SpecFileContent, wanted: string): boolean {
  const { metrics, secondaryMetrics, sharedMetrics } = content;
  if (!metrics || !secondaryMetrics || !sharedMetrics) return false;
  if (/^[0-9a-f-]{36}$/i.test(wanted)) return false;
  const all = [...metrics, ...secondaryMetrics, ...sharedMetrics];
  // A metric without a name is shown by a name that is worked out from what it counts.
  if (all.some(({ name }) => name == null || name === '')) return false;
  const names = all.flatMap((one) => [one.name, withStoredName(one)['name']]);
  return !names.includes(wanted);
}

function endFaults(source: SpecSource, { scheduledEnd, flag }: SpecFileContent): SpecFault[] {
  if (!scheduledEnd) return [];
  const { fallback } = scheduledEnd;
  const faults = scheduledEndProblems(scheduledEnd).map(({ path, message }) =>
    source.fault(['scheduledEnd', ...path], message),
  );
  const keys = flag?.variants?.map(({ key }) => key);
  const variant = fallback?.variant;
  if (variant !== undefined && keys && !keys.includes(variant))
    faults.push(
      source.fault(
        ['scheduledEnd', 'fallback', 'variant'],
        `The flag has no variant "${variant}" in this file.`,
      ),
    );
  return faults;
}
