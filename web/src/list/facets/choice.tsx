import type { ReactNode } from 'react';
import type { Facet, ListView } from '../use-list-view.ts';

interface ChoiceProps {
  readonly view: ListView;
  readonly facet: Facet;
  readonly label: string;
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** Options in groups. */
  readonly children?: ReactNode;
  /** What choosing one costs. */
  readonly hint?: string;
}

/** One filter of the list. */
export function Choice({ view, facet, label, options = [], children, hint }: ChoiceProps) {
  const value = view[facet];
  const isListed = value === '' || children !== undefined || options.some(([one]) => one === value);
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => view.set(facet, event.target.value)}>
        <option value="">Any</option>
        {!isListed && <option value={value}>{value}</option>}
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
        {children}
      </select>
      {hint !== undefined && <small className="quiet">{hint}</small>}
    </label>
  );
}
