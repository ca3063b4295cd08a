import { Link } from 'wouter';
import { share } from '../format.ts';
import { SelectField } from './field.tsx';
import type { SectionProps } from './section-props.ts';

/** People who see none of several experiments. */
export function HoldoutSection({ form, change, locks, choices }: SectionProps) {
  const options: Record<string, string> = {
    '': 'None',
    ...Object.fromEntries(
      choices.holdouts.map(({ id, name, exclusionPercentage }) => [
        id,
        `${name ?? 'Unnamed holdout'} (${exclusionPercentage == null ? '–' : share(exclusionPercentage / 100)} left out)`,
      ]),
    ),
  };
  return (
    <section className="form-section" aria-labelledby="holdout-title">
      <h2 id="holdout-title">Holdout</h2>
      <SelectField<string>
        path="holdoutId"
        label="Holdout"
        hint={
          <>
            People in a holdout see none of its experiments, so that their effect together can be
            measured. <Link href="/holdouts">Holdouts</Link>
          </>
        }
        locked={locks.all ?? locks.holdout}
        value={form.holdoutId}
        change={(holdoutId) => change({ holdoutId })}
        options={options}
      />
    </section>
  );
}
