import { SplitBar } from '../chart/split-bar.tsx';
import { TextField } from './field.tsx';
import { FlagChoice } from './flag-choice.tsx';
import { FlagKeyCheck } from './flag-key-check.tsx';
import type { SectionProps } from './section-props.ts';
import { VariantRows } from './variant-rows.tsx';

/** The flag by which code asks for the variant, its variants, and who is let in. */
export function FlagSection(props: SectionProps) {
  const { form, change, locks, isNew } = props;
  const { existingFlag } = form;
  return (
    <section className="form-section" aria-labelledby="flag-title">
      <h2 id="flag-title">Flag and variants</h2>
      <TextField
        path="featureFlagKey"
        label="Flag key"
        required
        hint="Code asks for it by this key, which cannot be changed later."
        locked={isNew ? undefined : locks.flagKey}
        value={form.featureFlagKey}
        change={(featureFlagKey) => change({ featureFlagKey, existingFlag: undefined })}
      />
      {isNew && (
        <>
          <FlagKeyCheck
            flagKey={form.featureFlagKey}
            chosen={existingFlag}
            choose={(flag) => change({ existingFlag: flag })}
          />
          <FlagChoice choose={(flag) => change({ existingFlag: flag, featureFlagKey: flag.key })} />
        </>
      )}
      {existingFlag ? (
        <div className="linked-flag">
          <p>
            The flag “{existingFlag.key}” is used as it is: its variants and release conditions do
            not change. It is {existingFlag.active ? 'on' : 'off'}.
          </p>
          <SplitBar variants={existingFlag.variants} />
          <p className="quiet small">
            {existingFlag.variants
              .map(({ key, rolloutPercentage }) => `${key} ${rolloutPercentage ?? '–'}%`)
              .join(' · ')}
          </p>
        </div>
      ) : (
        <>
          <VariantRows {...props} />
          <TextField
            path="rolloutPercentage"
            label="People who take part"
            isNumber
            unit="%"
            hint="Everybody else gets what they would without the experiment."
            locked={locks.all}
            value={form.rolloutPercentage}
            change={(rolloutPercentage) => change({ rolloutPercentage })}
          />
        </>
      )}
    </section>
  );
}
