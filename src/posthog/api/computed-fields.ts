/** Fields of objects that change although nobody changes the object: what PostHog computes, and when it was last used. */
export const computedFields: ReadonlySet<string> = new Set([
  'can_freeze_exposure',
  'health',
  'last_called_at',
  'resolved_exposure_event',
  'status',
  'updated_at',
  'user_access_level',
]);
