import { sentence } from '../../sentence.ts';
import { Problem } from '../../shell/problem.tsx';
import type { LaunchCheckCode } from '../generated/graphql.ts';
import { checkWords } from './check-words.ts';
import { useChecklist } from './use-checklist.ts';

/** What the dry run of a launch says as well, as a precondition or a warning. */
const SAID_BY_DRY_RUN: ReadonlySet<LaunchCheckCode> = new Set([
  'CAN_LAUNCH',
  'PRIMARY_METRIC',
  'AUDIENCE',
  'RANDOM',
  'OWN_FLAG',
]);

interface UnmetChecksProps {
  readonly id: string;
}

/** In the dialog of a launch: what is not as it should be or not known, apart from what its dry run says. */
export function UnmetChecks({ id }: UnmetChecksProps) {
  const { checks = [], error, readAgain } = useChecklist(id);
  const unmet = checks.filter(({ code, passed }) => passed !== true && !SAID_BY_DRY_RUN.has(code));
  if (error !== undefined && checks.length === 0)
    return <Problem error={error} retry={readAgain} />;
  if (unmet.length === 0) return null;
  return (
    <ul className="dry-run-warnings" aria-label="Not as it should be">
      {unmet.map(({ code, message }) => (
        <li key={code}>
          <strong>{checkWords[code]}:</strong> {sentence(message)}
        </li>
      ))}
    </ul>
  );
}
