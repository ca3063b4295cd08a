import { useEffect, useState } from 'react';
import { hasFailed } from '../loading/boundary.tsx';
import { draftName, readDraft, writeDraft } from './draft.ts';

/** What was entered in a form when the page was last loaded again; undefined if nothing was. */
export function useBegun<Value>(place: string): Value | undefined {
  const [begun] = useState(() => readDraft<Value>(draftName(place)));
  return begun;
}

/**
 * Stores what is entered in a form, so that it is still there when the page is loaded again. Leaving the form within
 * these pages removes it, unless the form is gone because something in it has failed.
 * @param draft undefined while there is nothing to lose
 * @returns removes it at once, for what was saved: the form stays until the next page has been loaded
 */
export function useDraft(place: string, draft: object | undefined): () => void {
  // The project may change before the form is left.
  const [name] = useState(() => draftName(place));
  const text = JSON.stringify(draft);
  useEffect(() => writeDraft(name, draft), [name, text]);
  useEffect(
    () => () => {
      if (!hasFailed()) writeDraft(name, undefined);
    },
    [name],
  );
  return () => writeDraft(name, undefined);
}
