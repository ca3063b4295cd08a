import { useReactiveVar } from '@apollo/client/react';
import { askToSignIn, isNotLetIn, lostVar } from '../access/let-in.ts';
import { failureOf } from '../graph/failure.ts';

interface ProblemProps {
  readonly error: unknown;
  /** Tries again; left out where that makes no sense. */
  readonly retry?: () => void;
}

/** Something that could not be read, by its code, with what can be done about it. */
export function Problem({ error, retry }: ProblemProps) {
  const isLost = useReactiveVar(lostVar) !== undefined;
  const { code, title, message, canRetry, retryAfterSeconds } = failureOf(error);
  return (
    <section className="notice" data-tone="bad" role="alert">
      <h2>{title}</h2>
      <p>{message}</p>
      {retryAfterSeconds !== undefined && <p>It may work again in {retryAfterSeconds} seconds.</p>}
      <p className="notice-foot">
        {isLost && isNotLetIn(error) && (
          <button type="button" className="button" onClick={() => askToSignIn(true)}>
            Sign in again …
          </button>
        )}
        {canRetry && retry && (
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        )}
        <code>{code}</code>
      </p>
    </section>
  );
}
