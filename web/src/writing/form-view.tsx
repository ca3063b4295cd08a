import type { FormEvent, KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { BasicsSection } from './basics-section.tsx';
import { ExposureSection } from './exposure-section.tsx';
import { FaultSummary } from './fault-summary.tsx';
import type { Fault, Refusal } from './faults.ts';
import { FaultsContext } from './field.tsx';
import { FlagSection } from './flag-section.tsx';
import { HoldoutSection } from './holdout-section.tsx';
import { MetricsSection } from './metrics-section.tsx';
import { PlanSection } from './plan-section.tsx';
import type { SectionProps } from './section-props.ts';
import { StatisticsSection } from './statistics-section.tsx';

interface FormViewProps extends SectionProps {
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | undefined;
  /** How often saving was tried. */
  readonly attempt: number;
  readonly isSending: boolean;
  readonly save: () => void;
  /** What the button says: "Create draft". */
  readonly saveLabel: string;
  /** Where one gets without saving. */
  readonly cancelHref: string;
}

/** The form of an experiment, new or not. */
export function FormView(props: FormViewProps) {
  const { faults, refusal, attempt, isSending, save, saveLabel, cancelHref, ...section } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  // The form is long, and has searches and a planner in it: only its button sends it.
  const stay = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
  };
  return (
    <FaultsContext.Provider value={faults}>
      <form className="experiment-form" noValidate onSubmit={submit} onKeyDown={stay}>
        <FaultSummary faults={faults} refusal={refusal} attempt={attempt} />
        <BasicsSection {...section} />
        <FlagSection {...section} />
        <MetricsSection {...section} />
        <PlanSection {...section} />
        <HoldoutSection {...section} />
        <ExposureSection {...section} />
        <StatisticsSection {...section} />
        <div className="form-foot">
          <Link className="button" href={cancelHref}>
            Cancel
          </Link>
          <button type="submit" className="button" data-kind="main" disabled={isSending}>
            {isSending ? 'Sending …' : saveLabel}
          </button>
        </div>
      </form>
    </FaultsContext.Provider>
  );
}
