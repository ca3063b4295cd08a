import { useState } from 'react';
import { useBegun, useDraft } from '../drafts/use-draft.ts';
import { useIdempotencyKey, type Sent } from '../writing/use-idempotency-key.ts';

interface DialogDraft<Row, Entered> {
  /** What is changed; undefined for something new. */
  readonly row: Row | undefined;
  readonly entered: Entered;
  readonly sent: Sent | undefined;
}

interface DialogState<Entered> {
  /** What the fields had to begin with. */
  readonly before: Entered;
  readonly entered: Entered;
  readonly change: (part: Partial<Entered>) => void;
  /** The key to send something with, which is the same for the same also after the page was loaded again. */
  readonly keyOf: (input: unknown) => string;
}

/** The dialog that was open when the page was loaded again, if something had been entered in it. */
export const useBegunDialog = <Row>(place: string) => useBegun<DialogDraft<Row, unknown>>(place);

/**
 * What is entered in a dialog, also after the page was loaded again.
 * @param place where it is stored; one dialog of a place is open at a time
 * @param row what is changed; undefined for something new
 * @param initial what the fields have to begin with
 */
export function useDialogDraft<Row, Entered extends object>(
  place: string,
  row: Row | undefined,
  initial: Entered,
): DialogState<Entered> {
  const [before] = useState(initial);
  const begun = useBegun<DialogDraft<Row, Entered>>(place);
  const [entered, setEntered] = useState(begun?.entered ?? before);
  const [sent, setSent] = useState(begun?.sent);
  const keyOf = useIdempotencyKey(sent, setSent);
  const draft: DialogDraft<Row, Entered> = { row, entered, sent };
  useDraft(place, JSON.stringify(entered) === JSON.stringify(before) ? undefined : draft);
  const change = (part: Partial<Entered>) => setEntered((old) => ({ ...old, ...part }));
  return { before, entered, change, keyOf };
}

/** The fields of `now` that differ from those of `before`: what others have changed meanwhile is left alone. */
export function differing<Fields extends object>(before: Fields, now: Fields): Partial<Fields> {
  const fields = Object.entries(now) as [keyof Fields, unknown][];
  return Object.fromEntries(
    fields.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  ) as Partial<Fields>;
}
