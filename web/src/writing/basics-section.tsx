import { suggestedKey } from './form.ts';
import { AreaField, TextField } from './field.tsx';
import type { SectionProps } from './section-props.ts';

/** What is tested and why. */
export function BasicsSection({ form, change, locks, isNew }: SectionProps) {
  const rename = (name: string) => {
    // The key follows the name until somebody types one.
    const follows = isNew && !form.existingFlag && form.featureFlagKey === suggestedKey(form.name);
    change({ name, ...(follows && { featureFlagKey: suggestedKey(name) }) });
  };
  return (
    <section className="form-section" aria-labelledby="basics-title">
      <h2 id="basics-title">What is tested</h2>
      <TextField path="name" label="Name" required value={form.name} change={rename} />
      <AreaField
        path="description"
        label="Hypothesis"
        hint="What changes for people, what you expect of it, and why."
        value={form.description}
        change={(description) => change({ description })}
      />
      <TextField
        path="tags"
        label="Tags"
        hint="Separated by commas."
        locked={locks.all}
        value={form.tags}
        change={(tags) => change({ tags })}
      />
    </section>
  );
}
