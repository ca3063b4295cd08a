import { useState } from 'react';
import { useBegun, useDraft } from '../drafts/use-draft.ts';

interface DialogDraft<Row, Entered> {
  /** What is changed; undefined for something new. */
  readonly row: Row | undefined;
  readonly entered: Entered;
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
): readonly [Entered, (part: Partial<Entered>) => void] {
  const [before] = useState(initial);
  const begun = useBegun<DialogDraft<Row, Entered>>(place);
  const [entered, setEntered] = useState(begun?.entered ?? before);
  const draft: DialogDraft<Row, Entered> = { row, entered };
  useDraft(place, JSON.stringify(entered) === JSON.stringify(before) ? undefined : draft);
  return [entered, (part) => setEntered((old) => ({ ...old, ...part }))];
}
