import { sentence } from '../sentence.ts';

interface Criterion {
  /** In words. */
  readonly name: string;
  /** Null where it is not known. */
  readonly met: boolean | null;
  /** The facts, in English. */
  readonly detail: string;
}

interface CriteriaListProps {
  readonly title: string;
  readonly criteria: readonly Criterion[];
}

/** Conditions under a title that says how many of them are met, each with its facts. */
export function CriteriaList({ title, criteria }: CriteriaListProps) {
  const count = (is: boolean | null) => criteria.filter(({ met }) => met === is).length;
  const counts = [
    `${count(true)} met`,
    `${count(false)} not met`,
    ...(count(null) > 0 ? [`${count(null)} not known`] : []),
  ];
  return (
    <>
      <h3 className="criteria-title">
        {title} <span className="quiet small">{counts.join(', ')}</span>
      </h3>
      <ul className="criteria">
        {criteria.map(({ name, met, detail }) => (
          <li key={name} data-met={String(met)}>
            <span className="criterion">
              {name}
              <span className="unseen">{metWords(met)}</span>
            </span>
            {sentence(detail)}
          </li>
        ))}
      </ul>
    </>
  );
}

function metWords(met: boolean | null): string {
  if (met === null) return ' (not known)';
  return met ? ' (met)' : ' (not met)';
}
