import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/**
 * Moves the focus to the content of a page that was opened by a link, and its beginning into view, as a browser does with
 * a document. Going back leaves the place to the browser, which remembers it.
 */
export function usePageChange(): void {
  const [path] = useLocation();
  const last = useRef(path);
  const isGoingBack = useRef(false);
  useEffect(() => {
    const goBack = () => {
      isGoingBack.current = true;
    };
    addEventListener('popstate', goBack);
    return () => removeEventListener('popstate', goBack);
  }, []);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    document.getElementById('main')?.focus({ preventScroll: true });
    if (!isGoingBack.current) scrollTo(0, 0);
    isGoingBack.current = false;
  }, [path]);
}
