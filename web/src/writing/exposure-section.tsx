import { EventField } from './event-field.tsx';
import { SelectField } from './field.tsx';
import type { ExposureForm } from './form.ts';
import type { SectionProps } from './section-props.ts';
import { multipleVariantWords } from './words.ts';

/** Who counts as having taken part. */
export function ExposureSection({ form, change, locks }: SectionProps) {
  const { exposure } = form;
  const set = (part: Partial<ExposureForm>) => change({ exposure: { ...exposure, ...part } });
  const eventLocked =
    exposure.actionId === undefined
      ? undefined
      : `People count by action ${exposure.actionId}, which only PostHog’s own pages can change.`;
  return (
    <details className="form-section">
      <summary>
        <h2>Exposure</h2>
      </summary>
      <EventField
        path="exposureCriteria.exposureEvent"
        label="Event that counts as an exposure"
        hint={
          exposure.properties.length > 0
            ? 'It has filters, which stay as they are.'
            : 'Empty: the moment the flag is asked for.'
        }
        placeholder="checkout_started"
        locked={locks.all ?? eventLocked}
        value={exposure.event}
        change={(event) => set({ event })}
      />
      <SelectField
        path="exposureCriteria.filterTestAccounts"
        label="Internal and test accounts"
        locked={locks.all}
        value={exposure.filterTestAccounts}
        change={(filterTestAccounts) => set({ filterTestAccounts })}
        options={{ '': 'The project’s default', yes: 'Leave them out', no: 'Count them' }}
      />
      <SelectField
        path="exposureCriteria.multipleVariantHandling"
        label="People who saw more than one variant"
        locked={locks.all}
        value={exposure.multipleVariantHandling}
        change={(multipleVariantHandling) => set({ multipleVariantHandling })}
        options={multipleVariantWords}
      />
    </details>
  );
}
