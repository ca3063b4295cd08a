import type { ActionDoneFragment } from './generated/graphql.ts';

type Warning = NonNullable<ActionDoneFragment['dryRun']>['warnings'][number];

const tones = { SERIOUS: 'bad', CAUTION: 'warning', NOTE: undefined } as const;
const words = { SERIOUS: 'Serious', CAUTION: 'Caution', NOTE: 'Note' } as const;

/** What to consider before an action, from the server's dry run: serious warnings first, in red. */
export function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="dry-run-warnings" aria-label="Warnings">
      {warnings.map(({ code, severity, message, variantKey, metricUuid }) => (
        <li key={`${code} ${variantKey} ${metricUuid}`} data-tone={tones[severity]}>
          <strong>{words[severity]}:</strong> {message}
        </li>
      ))}
    </ul>
  );
}
