import { credentialsVar } from '../access/credentials.ts';
import { projectVar } from '../graph/project.ts';
import { PREFIX } from './forget-drafts.ts';

/** Which version of these pages this is: the name of the first script changes with whatever is behind it. */
const version = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';

interface Stored {
  readonly version: string;
  /** Who wrote it, as {@link writer} says it. */
  readonly writer: string;
  readonly value: unknown;
}

/** The name under which the draft of a form is stored in this tab. @param place which form it is */
export const draftName = (place: string) => `${PREFIX} ${projectVar()} ${place}`;

/**
 * What was begun in a form; undefined if there is nothing, or if another version of these pages or another caller
 * stored it.
 */
export function readDraft<Value>(name: string): Value | undefined {
  const stored = held(name);
  if (!stored) return undefined;
  const caller = writer();
  if (stored.writer === caller) {
    return stored.version === version ? (stored.value as Value) : undefined;
  }
  // A page may be shown for a moment before somebody signs in again, whose draft it can be.
  if (caller !== '') sessionStorage.removeItem(name);
  return undefined;
}

/** @param value undefined removes the draft, unless it is another caller's */
export function writeDraft(name: string, value: unknown): void {
  const caller = writer();
  try {
    if (value !== undefined)
      sessionStorage.setItem(
        name,
        JSON.stringify({ version, writer: caller, value } satisfies Stored),
      );
    else if (held(name)?.writer === caller) sessionStorage.removeItem(name);
  } catch {
    // Then it is lost when the page is loaded again.
  }
}

function held(name: string): Stored | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') as Stored | null;
  } catch {
    // Storage is not allowed, or something else wrote it.
    return null;
  }
}

/** Tells callers apart without saying what they sign in with: a hash of 32 bits (FNV-1a); '' for nobody. */
function writer(): string {
  const { key, gatewayToken } = credentialsVar();
  if (key === '' && gatewayToken === '') return '';
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify([key, gatewayToken]))
    hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(16);
}
