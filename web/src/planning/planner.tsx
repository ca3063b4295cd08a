import { useState } from 'react';
import { number, plural } from '../format.ts';
import { part } from '../loading/part.tsx';
import { Problem } from '../shell/problem.tsx';
import { FaultsContext } from '../writing/field.tsx';
import { BaselineReader } from './baseline-reader.tsx';
import { checkPlan, type Plan, type PlannedTime } from './plan.ts';
import { PlanFields } from './plan-fields.tsx';
import { useRunningTime, type PlannedAnswer } from './use-running-time.ts';
import '../styles/planning.css';

/** Loaded with the first answer. */
const EffectChart = part(() => import('./effect-chart.tsx'));

interface PlannerProps {
  /** Percent, to begin with; '' for 5. */
  readonly effect: string;
  /** Number of variants, to begin with. */
  readonly arms: number;
  /** Takes the result over. */
  readonly use: (plan: PlannedTime) => void;
  /** What the button for that says. */
  readonly useLabel?: string;
}

/** Works out how many people and days an experiment needs to detect an effect. */
export default function Planner({ effect, arms, use, useLabel = 'Use in the form' }: PlannerProps) {
  const [plan, setPlan] = useState<Plan>({
    metricType: 'FUNNEL',
    baseline: '',
    variance: '',
    effect: effect || '5',
    peoplePerDay: '',
    arms: String(arms),
  });
  const change = (part: Partial<Plan>) => setPlan((before) => ({ ...before, ...part }));
  const result = useRunningTime(plan);
  return (
    <FaultsContext.Provider value={checkPlan(plan)}>
      <div className="planner">
        <BaselineReader metricType={plan.metricType} change={change} />
        <PlanFields plan={plan} change={change} />
        <div aria-live="polite" aria-busy={result.isReading}>
          <Answer plan={plan} result={result} use={use} useLabel={useLabel} />
        </div>
        {result.points.length > 0 && (
          <EffectChart
            fallback={<p role="status">Drawing …</p>}
            points={result.points}
            asked={result.asked}
            take={(taken) => change({ effect: String(taken) })}
          />
        )}
      </div>
    </FaultsContext.Provider>
  );
}

interface AnswerProps {
  readonly plan: Plan;
  readonly result: PlannedAnswer;
  readonly use: (plan: PlannedTime) => void;
  readonly useLabel: string;
}

function Answer({ plan, result, use, useLabel }: AnswerProps) {
  const { answer, error, isReading, retry } = result;
  if (error !== undefined) return <Problem error={error} retry={retry} />;
  if (!answer)
    return (
      <p className="hint">
        {isReading ? 'Asking PostHog …' : 'Give the value today to see how long it takes.'}
      </p>
    );
  const { recommendedSampleSize: people, recommendedRunningTimeDays: days } = answer;
  return (
    <>
      {people == null ? (
        <p>That cannot be computed.</p>
      ) : (
        <div className="plan-answer" data-old={isReading}>
          <p>
            <strong>
              {days == null ? plural(people, 'person', 'people') : plural(days, 'day')}
            </strong>{' '}
            <span className="quiet">
              {days != null && `${plural(people, 'person', 'people')} in all, `}
              {number(answer.recommendedSampleSizePerVariant)} in each variant
              {days == null && '; give the people a day to see the days'}
            </span>
          </p>
          <button
            type="button"
            className="button"
            disabled={isReading}
            onClick={() => use({ effect: plan.effect, people, days: days ?? null })}
          >
            {useLabel}
          </button>
        </div>
      )}
      {answer.warnings?.map(({ field, message }) => (
        <p key={field} className="hint warning">
          {message}
        </p>
      ))}
    </>
  );
}
