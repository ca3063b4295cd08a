import { useApolloClient, useQuery, useReactiveVar } from '@apollo/client/react';
import { chooseProject } from '../graph/project.ts';
import { ProjectPicker } from '../projects/project-picker.tsx';
import { Problem } from '../shell/problem.tsx';
import { credentialsVar, signOut } from './credentials.ts';
import { AccountDocument } from './documents.ts';

/** What the pages of this app need, among the scopes that the API can test. */
const WANTED = [
  'experiment:read',
  'experiment:write',
  'feature_flag:read',
  'feature_flag:write',
  'activity_log:read',
  'experiment_saved_metric:read',
  'experiment_saved_metric:write',
  'experiment_holdout:read',
  'experiment_holdout:write',
];

/** Whose key is used and what it lacks; and the way out for those who entered one. */
export default function AccountCard() {
  const client = useApolloClient();
  const { key, gatewayToken } = useReactiveVar(credentialsVar);
  const { data, error, loading } = useQuery(AccountDocument, { errorPolicy: 'all' });
  const viewer = data?.viewer;
  const lacks = viewer?.scopes && WANTED.filter((scope) => !viewer.scopes?.includes(scope));
  return (
    <>
      {loading && <p role="status">Asking PostHog …</p>}
      {error && <Problem error={error} />}
      {viewer && (
        <p>
          {viewer.firstName} <span className="quiet">{viewer.email}</span>
        </p>
      )}
      <ProjectPicker />
      {lacks && (
        <p className="quiet small">
          {lacks.length === 0
            ? 'The key has every scope that this app needs.'
            : `The key lacks ${lacks.join(', ')}.`}
        </p>
      )}
      {key === '' && gatewayToken === '' ? (
        <p className="quiet small">This server works with a key of its own.</p>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => {
            signOut();
            chooseProject('');
            void client.resetStore();
          }}
        >
          Sign out
        </button>
      )}
    </>
  );
}
