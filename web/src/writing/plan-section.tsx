import { useState } from 'react';
import { part } from '../loading/part.tsx';
import { TextField } from './field.tsx';
import type { PlanForm } from './form.ts';
import type { SectionProps } from './section-props.ts';

/** Loaded once somebody wants to work the plan out. */
const Planner = part(() => import('../planning/planner.tsx'));

/** How long it is meant to run: until then, only always-valid intervals count for a decision. */
export function PlanSection({ form, change, locks }: SectionProps) {
  const [isOpen, setOpen] = useState(false);
  const { plan } = form;
  const set = (part: Partial<PlanForm>) => change({ plan: { ...plan, ...part } });
  const arms = form.existingFlag?.variants.length ?? form.variants.length;
  return (
    <section className="form-section" aria-labelledby="plan-title">
      <h2 id="plan-title">Planned running time</h2>
      <div className="row">
        <TextField
          path="runningTime.minimumDetectableEffect"
          label="Smallest effect worth detecting"
          isNumber
          unit="%"
          locked={locks.all}
          value={plan.effect}
          change={(effect) => set({ effect })}
        />
        <TextField
          path="runningTime.recommendedSampleSize"
          label="People"
          isNumber
          locked={locks.all}
          value={plan.people}
          change={(people) => set({ people })}
        />
        <TextField
          path="runningTime.recommendedRunningTimeDays"
          label="Days"
          isNumber
          locked={locks.all}
          value={plan.days}
          change={(days) => set({ days })}
        />
      </div>
      {locks.all === undefined && (
        <details
          className="more-fields"
          open={isOpen}
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary>Work it out</summary>
          {isOpen && (
            <Planner
              effect={plan.effect}
              arms={arms}
              use={({ effect, people, days }) =>
                set({ effect, people: String(people), days: days === null ? '' : String(days) })
              }
            />
          )}
        </details>
      )}
    </section>
  );
}
