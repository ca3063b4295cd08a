import { useEffect, useRef } from 'react';

/**
 * The newest value that there was: a value that is missing because it could not be read again does not take the place of
 * the one before.
 * @param key what it is about; the value of another one is forgotten
 */
export function useLast<Value>(value: Value | null | undefined, key: string) {
  const last = useRef<{ readonly key: string; readonly value: Value }>();
  useEffect(() => {
    if (value != null) last.current = { key, value };
  }, [key, value]);
  return value ?? (last.current?.key === key ? last.current.value : value);
}
