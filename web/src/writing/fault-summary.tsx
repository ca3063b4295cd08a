import { useEffect, useRef, type MouseEvent } from 'react';
import { plural } from '../format.ts';
import type { Fault, Refusal } from './faults.ts';
import { fieldId } from './field.tsx';

interface FaultSummaryProps {
  readonly faults: readonly Fault[];
  /** Why the API did not do it; undefined when nothing was sent. */
  readonly refusal: Refusal | undefined;
  /** How often saving was tried: each time, it takes the focus. */
  readonly attempt: number;
}

/** What keeps a form from being saved, above it, with a link to each field. */
export function FaultSummary({ faults, refusal, attempt }: FaultSummaryProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.focus();
  }, [attempt]);
  if (faults.length === 0 && !refusal) return null;
  return (
    <section className="notice" data-tone="bad" role="alert" ref={section} tabIndex={-1}>
      <h2>
        {refusal?.title ?? `${plural(faults.length, 'problem')} to fix before this can be saved`}
      </h2>
      {refusal && faults.length === 0 && <p>{refusal.message}</p>}
      {faults.length > 0 && (
        <ul className="faults">
          {faults.map(({ path, message }) => (
            <li key={path + message}>
              {path === '' ? message : <FaultLink path={path}>{message}</FaultLink>}
            </li>
          ))}
        </ul>
      )}
      {refusal && (
        <p className="notice-foot">
          <span>
            {refusal.isCertain
              ? 'Nothing was changed. What you entered is still here.'
              : 'It is not known whether it was done. Saving the same again does nothing twice.'}
          </span>
          <code>{refusal.code}</code>
        </p>
      )}
    </section>
  );
}

function FaultLink({ path, children }: { readonly path: string; readonly children: string }) {
  const go = (event: MouseEvent) => {
    event.preventDefault();
    const field = closest(path);
    const details = field?.closest('details');
    if (details) details.open = true;
    field?.focus();
  };
  return (
    <a href={`#${fieldId(path)}`} onClick={go}>
      {children}
    </a>
  );
}

/** The element of a path, or of what it is part of. */
function closest(path: string): HTMLElement | null {
  const found = document.getElementById(fieldId(path));
  if (found || !path.includes('.')) return found;
  return closest(path.slice(0, path.lastIndexOf('.')));
}
