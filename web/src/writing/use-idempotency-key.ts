import { useCallback, useRef } from 'react';

/**
 * A key for each thing that is sent: the same as long as it is the same, so that a repeat after a lost answer does
 * nothing twice, and another one once it was changed.
 */
export function useIdempotencyKey(): (input: unknown) => string {
  const last = useRef<{ readonly text: string; readonly key: string }>();
  return useCallback((input) => {
    const text = JSON.stringify(input);
    if (last.current?.text !== text) last.current = { text, key: crypto.randomUUID() };
    return last.current.key;
  }, []);
}
