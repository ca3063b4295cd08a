import type { ReactNode } from 'react';
import { missing, plural } from '../../format.ts';
import type { ActionDoneFragment, FlagFactsFragment } from '../generated/graphql.ts';
import { titleOf } from '../../graph/failure.ts';
import { reachOf } from './people.ts';
import { Warnings } from './warnings.tsx';
import { Problem } from '../../shell/problem.tsx';
import { statusWords } from '../../words.ts';
import type { Rehearsal } from './use-rehearsal.ts';

type DryRun = NonNullable<ActionDoneFragment['dryRun']>;

interface DryRunReportProps {
  readonly rehearsal: Rehearsal;
  /** The variant that would be shipped; undefined for other actions. */
  readonly variantKey: string | undefined;
  /** Works it out again, after that has failed. */
  readonly retry: () => void;
}

/** What would happen, from the server's dry run: status, flag, who gets the variant, the very request. */
export function DryRunReport(props: DryRunReportProps) {
  return (
    <section className="dry-run" aria-live="polite" aria-busy={props.rehearsal.state === 'reading'}>
      <h3>What will change</h3>
      <Report {...props} />
    </section>
  );
}

function Report({ rehearsal, variantKey, retry }: DryRunReportProps) {
  if (rehearsal.state === 'reading')
    return <span className="shimmer" aria-label="Working it out" />;
  if (rehearsal.state === 'open') return <p className="quiet small">Choose a variant.</p>;
  if (rehearsal.state === 'failed') return <Problem error={rehearsal.error} retry={retry} />;
  const { outcome } = rehearsal;
  if (!outcome || !('experiment' in outcome)) {
    return (
      <p className="warning">
        {titleOf(outcome?.code ?? '')}: {outcome?.message}
      </p>
    );
  }
  return outcome.dryRun ? <Changes dryRun={outcome.dryRun} variantKey={variantKey} /> : null;
}

interface ChangesProps {
  readonly dryRun: DryRun;
  readonly variantKey: string | undefined;
}

function Changes({ dryRun, variantKey }: ChangesProps) {
  const { statusBefore, statusAfter, flagBefore, flagAfter, preconditions, request } = dryRun;
  const { warnings } = dryRun;
  const unmet = (preconditions ?? []).filter(({ holds }) => !holds);
  return (
    <>
      <Warnings warnings={warnings} />
      {unmet.map(({ message }) => (
        <p key={message} className="warning">
          {message}
        </p>
      ))}
      <table className="before-after">
        <thead>
          <tr>
            <th scope="col" aria-label="What" />
            <th scope="col">Now</th>
            <th scope="col">Afterwards</th>
          </tr>
        </thead>
        <tbody>
          <Line
            label="Status"
            before={statusBefore && statusWords[statusBefore]}
            after={statusAfter && statusWords[statusAfter]}
          />
          {variantKey !== undefined && (
            <Line
              label={`Gets “${variantKey}”`}
              before={flagBefore && reachOf(flagBefore, variantKey)}
              after={flagAfter && reachOf(flagAfter, variantKey)}
            />
          )}
          {flagFacts.map(([label, say]) => (
            <Line
              key={label}
              label={label}
              before={flagBefore && say(flagBefore)}
              after={flagAfter && say(flagAfter)}
            />
          ))}
        </tbody>
      </table>
      <p className="quiet request">
        {preconditions != null && preconditions.length > 0 && unmet.length === 0 && (
          <span>✓ {plural(preconditions.length, 'precondition')} met. </span>
        )}
        <code>
          {request.method} {request.path}
        </code>
      </p>
    </>
  );
}

const flagFacts: readonly (readonly [string, (flag: FlagFactsFragment) => string])[] = [
  ['Flag', ({ active }) => (active ? 'On' : 'Off')],
  [
    'Split',
    ({ variants }) =>
      (variants ?? [])
        .map(({ key, rolloutPercentage }) => `${key} ${rolloutPercentage ?? missing}%`)
        .join(', '),
  ],
  [
    'Rollout',
    ({ releaseConditions }) =>
      releaseConditions ? releaseConditions.map(condition).join('; ') || 'nobody' : missing,
  ],
];

type Condition = NonNullable<FlagFactsFragment['releaseConditions']>[number];

function condition({ rolloutPercentage, variant, exposureFrozen }: Condition): string {
  const people = exposureFrozen ? 'those exposed before' : `${rolloutPercentage ?? 100}%`;
  return variant == null ? people : `${people}, all to ${variant}`;
}

interface LineProps {
  readonly label: string;
  readonly before: string | null | undefined;
  readonly after: string | null | undefined;
}

function Line({ label, before, after }: LineProps): ReactNode {
  const isChanged = before !== after;
  return (
    <tr data-changed={isChanged}>
      <th scope="row">{label}</th>
      <td>{before ?? '–'}</td>
      <td>{isChanged ? <strong>{after ?? '–'}</strong> : 'stays'}</td>
    </tr>
  );
}
