import type { Failure } from '../graph/failure.ts';

interface RefusalNoticeProps {
  readonly refusal: Pick<Failure, 'code' | 'title' | 'message'> &
    Partial<Pick<Failure, 'retryAfterSeconds'>>;
}

/** Why what a dialog sent was refused, and when it may work again. */
export function RefusalNotice({ refusal }: RefusalNoticeProps) {
  const { code, title, message, retryAfterSeconds } = refusal;
  return (
    <div className="notice" data-tone="bad" role="alert">
      <h3>{title}</h3>
      <p>
        {message}
        {retryAfterSeconds !== undefined && ` It may work again in ${retryAfterSeconds} seconds.`}
      </p>
      <code>{code}</code>
    </div>
  );
}
