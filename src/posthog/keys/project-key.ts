/**
 * True for a project secret key (`phs_…`). It belongs to a project and not to an account, and reads nothing but the
 * list and the detail of experiments.
 */
export function isProjectSecretKey(apiKey: string): boolean {
  return apiKey.startsWith('phs_');
}
