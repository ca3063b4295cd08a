import { useQuery } from '@apollo/client/react';
import { useLocation } from 'wouter';
import { ProjectDocument } from '../access/documents.ts';
import { chooseProject } from '../graph/project.ts';
import { Problem } from '../shell/problem.tsx';
import { ProjectsDocument } from './documents.ts';

/** Which of the key's projects the pages show; remembered in this tab. */
export function ProjectPicker() {
  const [, navigate] = useLocation();
  const { data: current } = useQuery(ProjectDocument, { errorPolicy: 'all' });
  const { data, error } = useQuery(ProjectsDocument, { errorPolicy: 'all' });
  const projects = (data?.projects ?? []).filter((project) => project !== null);
  const chosen = projects.find(({ id }) => id === current?.project?.id);
  if (error && !data) return <Problem error={error} />;
  // With one project there is nothing to choose, unless another one is remembered that this key cannot read.
  if (projects.length === 0 || (projects.length === 1 && chosen)) return null;
  return (
    <label className="project-picker">
      <span>Project</span>
      <select
        value={chosen?.posthogId ?? ''}
        onChange={(event) => {
          // What is open belongs to the project that is left.
          navigate('/');
          chooseProject(event.target.value);
        }}
      >
        {chosen === undefined && <option value="">Choose …</option>}
        {projects.map(({ posthogId, name }) => (
          <option key={posthogId} value={posthogId}>
            {name ?? `Project ${posthogId}`}
          </option>
        ))}
      </select>
    </label>
  );
}
