import { sentence } from '../../sentence.ts';
import type { ActionDoneFragment, DryRunWarningCode } from '../generated/graphql.ts';

type Warning = NonNullable<ActionDoneFragment['dryRun']>['warnings'][number];

const tones = { SERIOUS: 'bad', CAUTION: 'warning', NOTE: undefined } as const;
const words = { SERIOUS: 'Serious', CAUTION: 'Caution', NOTE: 'Note' } as const;

/** Cautions against deciding by the results of this moment, which are shown in red like serious warnings. */
const tooEarly: ReadonlySet<DryRunWarningCode> = new Set([
  'NOT_SIGNIFICANT',
  'BEFORE_PLANNED_END',
  'SHORT_DURATION',
]);

/** What to consider before an action, from the server's dry run: serious warnings first, in red. */
export function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="dry-run-warnings" aria-label="Warnings">
      {warnings.map(({ code, severity, message, variantKey, metricUuid }) => (
        <li
          key={`${code} ${variantKey} ${metricUuid}`}
          data-tone={tooEarly.has(code) ? 'bad' : tones[severity]}
        >
          <strong>{words[severity]}:</strong> {sentence(message)}
        </li>
      ))}
    </ul>
  );
}
