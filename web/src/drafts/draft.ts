import { projectVar } from '../graph/project.ts';

const PREFIX = 'draft';

/** Which version of these pages this is: the name of the first script changes with whatever is behind it. */
const version = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';

interface Stored {
  readonly version: string;
  readonly value: unknown;
}

/** The name under which the draft of a form is stored in this tab. @param place which form it is */
export const draftName = (place: string) => `${PREFIX} ${projectVar()} ${place}`;

/** What was begun in a form; undefined if there is nothing, or if another version of these pages stored it. */
export function readDraft<Value>(name: string): Value | undefined {
  try {
    const stored = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Stored | null;
    return stored?.version === version ? (stored.value as Value) : undefined;
  } catch {
    // Storage is not allowed, or something else wrote it.
    return undefined;
  }
}

/** @param value undefined removes the draft */
export function writeDraft(name: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify({ version, value } satisfies Stored));
  } catch {
    // Then it is lost when the page is loaded again.
  }
}

/** Removes the drafts of all forms, for another caller. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(`${PREFIX} `)) sessionStorage.removeItem(name);
}
