import { Problem } from '../../shell/problem.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { CriteriaList } from '../criteria-list.tsx';
import { checkWords } from './check-words.ts';
import { useChecklist } from './use-checklist.ts';

interface LaunchChecklistProps {
  readonly id: string;
}

/** What to look at before a draft is launched: what PostHog requires, and what experience advises. */
export function LaunchChecklist({ id }: LaunchChecklistProps) {
  const { checks, error, isReading, readAgain } = useChecklist(id);
  if (isReading) return <Waiting label="Reading the checklist" lines={1} />;
  return (
    <>
      {error !== undefined && <Problem error={error} retry={readAgain} />}
      {checks && (
        <section className="decision-panel" aria-label="Before the launch">
          <h2>Before the launch</h2>
          <CriteriaList
            title="Checklist"
            criteria={checks.map(({ code, passed, message }) => ({
              name: checkWords[code],
              met: passed,
              detail: message,
            }))}
          />
        </section>
      )}
    </>
  );
}
