/** What the names of all drafts begin with. */
export const PREFIX = 'draft';

/** Removes the drafts of all forms, for another caller. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(`${PREFIX} `)) sessionStorage.removeItem(name);
}
