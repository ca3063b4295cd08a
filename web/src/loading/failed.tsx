import type { ReactNode } from 'react';

interface FailedProps {
  readonly title: string;
  /** Why, and what can be done. */
  readonly children: ReactNode;
  readonly retry?: () => void;
}

/** Stands where a part of the app should be. */
export function Failed({ title, children, retry }: FailedProps) {
  return (
    <section className="notice" data-tone="bad" role="alert">
      <h2>{title}</h2>
      <p>{children}</p>
      <p className="notice-foot">
        {retry && (
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        )}
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload the page
        </button>
      </p>
    </section>
  );
}
