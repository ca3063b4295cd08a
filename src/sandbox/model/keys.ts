/** The default key, printed at start. */
export const SANDBOX_KEY = 'phx_sandbox';
/** A key that can read everything and change nothing. */
export const READONLY_KEY = 'phx_readonly';
/** A key limited to project 2. */
export const PROJECT2_KEY = 'phx_project2';

/** An OAuth token that may do everything. */
export const OAUTH_TOKEN = 'pha_sandbox';
/** A key whose owner may not watch session recordings. */
export const NO_REPLAY_KEY = 'phx_noreplay';
/** A project secret key of project 1, which reads experiments. */
export const SECRET_KEY = 'phs_sandbox';

export const READONLY_SCOPES = [
  'activity_log:read',
  'cohort:read',
  'experiment:read',
  'experiment_holdout:read',
  'experiment_saved_metric:read',
  'feature_flag:read',
  'llm_prompt:read',
  'project:read',
  'query:read',
  'session_recording:read',
  'user:read',
];
