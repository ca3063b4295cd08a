import { useCallback, useEffect, useRef } from 'react';

const QUESTION = 'Leave this page? What you entered is not saved.';

/**
 * Asks before somebody leaves a page with unsaved changes: by a link, by going back, or by closing the tab.
 * @returns called before the page is left on purpose, after which nothing is asked
 */
export function useUnsavedGuard(hasChanges: boolean): () => void {
  const mayLeave = useRef(false);
  useEffect(() => {
    if (!hasChanges) return undefined;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!mayLeave.current) event.preventDefault();
    };
    // Another document is asked about by `beforeunload`.
    const onNavigate = (event: NavigateEvent) => {
      if (mayLeave.current || !event.cancelable || !event.destination.sameDocument) return;
      if (new URL(event.destination.url).pathname === location.pathname) return;
      if (!window.confirm(QUESTION)) event.preventDefault();
    };
    addEventListener('beforeunload', onUnload);
    // Browsers before 2026 may not have it; there, only closing and loading ask.
    window.navigation?.addEventListener('navigate', onNavigate);
    return () => {
      removeEventListener('beforeunload', onUnload);
      window.navigation?.removeEventListener('navigate', onNavigate);
    };
  }, [hasChanges]);
  return useCallback(() => {
    mayLeave.current = true;
  }, []);
}
