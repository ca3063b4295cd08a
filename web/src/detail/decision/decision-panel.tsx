import { Link } from 'wouter';
import { DecisionBadge } from '../../deciding/decision-badge.tsx';
import { date } from '../../format.ts';
import { sentence } from '../../sentence.ts';
import { Problem } from '../../shell/problem.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { actions } from '../acting/actions.ts';
import { Criteria } from './criteria.tsx';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';
import { FindingList } from './finding-list.tsx';
import { doneOf, stepOf } from './next-step.ts';
import type { StartAction } from '../acting/use-action-dialog.ts';
import type { Deciding, Decision } from './use-deciding.ts';

/** Findings about what the form of the experiment can change. */
const inTheForm: ReadonlySet<string> = new Set([
  'NO_RUNNING_TIME',
  'NO_HYPOTHESIS',
  'NO_PRIMARY_METRIC',
]);

interface DecisionPanelProps {
  readonly experiment: ExperimentHeadFragment;
  readonly deciding: Deciding;
  readonly start: StartAction;
}

/** What to do with an experiment and why, and what somebody should look at. */
export function DecisionPanel({ experiment, deciding, start }: DecisionPanelProps) {
  const { decision, findings, error, isReading, readAgain } = deciding;
  const isPossible = (name: string) =>
    experiment.lifecycle?.some(({ action, allowed }) => action === name && allowed) === true;
  if (isReading) return <Waiting label="Reading the decision" lines={1} />;
  return (
    <>
      {error !== undefined && <Problem error={error} retry={readAgain} />}
      {decision && <DecisionSection experiment={experiment} decision={decision} start={start} />}
      {findings && (
        <FindingList
          findings={findings}
          remedyOf={({ action, code }) => {
            const known = action && actions[action];
            if (inTheForm.has(code))
              return (
                <Link className="button" href={`/experiments/${experiment.id}/edit`}>
                  Edit
                </Link>
              );
            return (
              known &&
              isPossible(action) && (
                <button type="button" className="button" onClick={() => start(action)}>
                  {known.label} …
                </button>
              )
            );
          }}
        />
      )}
    </>
  );
}

interface DecisionSectionProps extends Pick<DecisionPanelProps, 'experiment' | 'start'> {
  readonly decision: Decision;
}

function DecisionSection({ experiment, decision, start }: DecisionSectionProps) {
  const { recommendation, variant, because, criteria, wouldChangeWith, asOf } = decision;
  const step = stepOf(experiment, decision);
  const done = doneOf(experiment, decision);
  const badge = <DecisionBadge recommendation={recommendation} variant={variant} />;
  return (
    <section className="decision-panel" aria-label="Decision" data-decision={recommendation}>
      <h2>{done?.title ?? badge}</h2>
      {done && (
        <p>
          {done.rest} The results say: {badge}
        </p>
      )}
      <p>{sentence(because)}</p>
      {step && (
        <p className="decision-step">
          <button
            type="button"
            className="button"
            onClick={() => start(step.action, step.variantKey)}
          >
            {step.label} …
          </button>
        </p>
      )}
      <Criteria criteria={criteria} />
      {wouldChangeWith.length > 0 && (
        <div className="would-change">
          <h3>What would change it</h3>
          <ul>
            {wouldChangeWith.map((change) => (
              <li key={change}>{sentence(change)}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="quiet small">
        Worked out from PostHog’s results{asOf == null ? '' : ` up to ${date(asOf)}`}.
      </p>
    </section>
  );
}
