import { useSyncExternalStore } from 'react';

const print = matchMedia('print');

function subscribe(listener: () => void): () => void {
  print.addEventListener('change', listener);
  return () => print.removeEventListener('change', listener);
}

/** True while the page is laid out for paper, which has no screen that rows could be beyond. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => print.matches);
