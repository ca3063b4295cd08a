import { useState } from 'react';

interface BegunNoticeProps {
  /** Puts what is stored into the form. */
  readonly startOver: () => void;
}

/** Says that a form has what was entered before the page was loaded again. */
export function BegunNotice({ startOver }: BegunNoticeProps) {
  const [isOver, setOver] = useState(false);
  if (isOver) return null;
  return (
    <p className="hint" role="status">
      What you had entered before the page was loaded again is still here, and not saved.{' '}
      <button
        type="button"
        className="plain"
        onClick={() => {
          setOver(true);
          startOver();
        }}
      >
        Start over
      </button>
    </p>
  );
}
