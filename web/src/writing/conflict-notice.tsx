import { useEffect, useRef } from 'react';
import type { FormInput } from './input-of-form.ts';
import { fieldWords } from './words.ts';

/** What others have changed while a form was open. */
export interface Conflict {
  /** Who changed it last; undefined when that cannot be seen. */
  readonly who: string | undefined;
  readonly fields: readonly {
    readonly name: keyof FormInput;
    /** What it is now. */
    readonly value: unknown;
    /** Whether something else was entered here. */
    readonly isMineToo: boolean;
  }[];
}

/** Says what others have changed, and what saving again would overwrite; nothing that was entered is lost. */
export function ConflictNotice({ conflict: { who, fields } }: { readonly conflict: Conflict }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.focus();
  }, [fields]);
  const both = fields.filter(({ isMineToo }) => isMineToo);
  return (
    <section className="notice" data-tone="warning" role="alert" ref={section} tabIndex={-1}>
      <h2>{who ?? 'Somebody'} changed this experiment meanwhile</h2>
      {fields.length > 0 && <p>Changed: {fields.map(({ name }) => wordOf(name)).join(', ')}.</p>}
      {both.length > 0 && (
        <>
          <p>You changed these as well. Saving again replaces what is there now:</p>
          <ul>
            {both.map(({ name, value }) => (
              <li key={name}>
                {wordOf(name)}: <q>{valueText(value)}</q>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>Nothing was saved yet. What you entered is still here, and the rest is up to date.</p>
    </section>
  );
}

const wordOf = (name: keyof FormInput) => fieldWords[name] ?? name;

function valueText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.join(', ');
  return value == null ? 'nothing' : JSON.stringify(value);
}
