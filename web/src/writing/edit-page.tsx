import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { Link, useParams } from 'wouter';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { EditedExperimentDocument } from './documents.ts';
import { EditForm } from './edit-form.tsx';
import type { EditedFragment } from './generated/graphql.ts';
import '../styles/writing.css';

/** An experiment that exists, to be changed. */
export default function EditPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, loading, refetch } = useQuery(EditedExperimentDocument, {
    variables: { id },
    // What is changed must be what is there now.
    fetchPolicy: 'network-only',
    errorPolicy: 'all',
  });
  const experiment = data?.experiment as EditedFragment | null | undefined;
  const name = experiment?.name;
  useEffect(() => {
    if (name != null) document.title = `Edit ${name} – Experiments`;
  }, [name]);
  return (
    <>
      <nav aria-label="Breadcrumb">
        <Link className="back" href={`/experiments/${id}`}>
          ← {name ?? 'The experiment'}
        </Link>
      </nav>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && loading && <Waiting label="Reading the experiment" lines={3} />}
      {data && !experiment && !error && (
        <section className="notice">
          <h1>No such experiment</h1>
          <p>It does not exist in this project, or it was deleted.</p>
        </section>
      )}
      {/* A form of what could be read in part only would clear the rest. */}
      {experiment && !error && <EditForm key={experiment.id} experiment={experiment} />}
    </>
  );
}
