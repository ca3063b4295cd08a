import { useCallback, useRef } from 'react';
import { uniqueId } from '../unique-id.ts';

/** What was sent last, and the key it was sent with. */
export interface Sent {
  readonly text: string;
  readonly key: string;
}

/**
 * A key for each thing that is sent: the same as long as it is the same, so that a repeat after a lost answer does
 * nothing twice, and another one once it was changed.
 * @param before what was sent before the page was loaded again
 * @param onSend called with each new key before it is used
 */
export function useIdempotencyKey(
  before?: Sent,
  onSend?: (sent: Sent) => void,
): (input: unknown) => string {
  const last = useRef(before);
  return useCallback((input) => {
    const text = JSON.stringify(input);
    if (last.current?.text === text) return last.current.key;
    last.current = { text, key: uniqueId() };
    onSend?.(last.current);
    return last.current.key;
  }, []);
}
