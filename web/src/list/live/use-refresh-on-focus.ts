import { useEffect, useRef } from 'react';

/** Somebody who switches between windows does not read the list each time. */
const AT_MOST_EVERY_MS = 15_000;

/** Reads again when somebody comes back to the window, at most every 15 seconds. */
export function useRefreshOnFocus(refresh: () => void): void {
  const last = useRef(Date.now());
  useEffect(() => {
    const comeBack = () => {
      if (document.visibilityState === 'hidden') return;
      if (Date.now() - last.current < AT_MOST_EVERY_MS) return;
      last.current = Date.now();
      refresh();
    };
    addEventListener('focus', comeBack);
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      removeEventListener('focus', comeBack);
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [refresh]);
}
