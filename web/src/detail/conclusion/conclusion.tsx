import { useRef, useState } from 'react';
import { conclusionWords } from '../../words.ts';
import { useBegun } from '../../drafts/use-draft.ts';
import { ConclusionDialog, conclusionPlace } from './conclusion-dialog.tsx';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';

interface ConclusionProps {
  readonly experiment: ExperimentHeadFragment;
}

/** What was concluded and why, and the way to change it. Nothing is concluded from a draft. */
export function Conclusion({ experiment }: ConclusionProps) {
  const { startDate, conclusion, conclusionComment } = experiment;
  // One that was begun before the page was loaded again goes on.
  const begun = useBegun<object>(conclusionPlace(experiment));
  const [isOpen, setOpen] = useState(begun !== undefined);
  const button = useRef<HTMLButtonElement>(null);
  if (startDate === null) return null;
  return (
    <section className="conclusion" aria-labelledby="conclusion-title">
      <h2 id="conclusion-title">Conclusion</h2>
      <p>
        {conclusion === null ? (
          <span className="quiet">None yet</span>
        ) : (
          <strong>{conclusionWords[conclusion]}</strong>
        )}{' '}
        <button type="button" className="button" ref={button} onClick={() => setOpen(true)}>
          {conclusion === null ? 'Add a conclusion …' : 'Edit the conclusion …'}
        </button>
      </p>
      {conclusionComment && <blockquote>{conclusionComment}</blockquote>}
      {isOpen && (
        <ConclusionDialog
          experiment={experiment}
          close={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </section>
  );
}
