import { useReactiveVar } from '@apollo/client/react';
import { useState } from 'react';
import { credentialsVar } from '../access/credentials.ts';
import { download, DownloadError, restAddress } from './download.ts';
import type { ExperimentHeadFragment } from './generated/graphql.ts';

interface File {
  readonly label: string;
  /** Below `/v1/`. */
  readonly path: string;
  readonly name: string;
}

/** What can be saved: a draft has no results. */
function filesOf({ posthogId, projectId, startDate }: ExperimentHeadFragment): readonly File[] {
  const report = `reports/${posthogId}?project_id=${projectId}`;
  const results = `experiment=${posthogId}&project_id=${projectId}`;
  const name = `experiment-${posthogId}`;
  const text: File = {
    label: 'Report (Markdown)',
    path: `${report}&format=md`,
    name: `${name}-report.md`,
  };
  if (startDate === null) return [text];
  return [
    text,
    {
      label: 'Results (CSV)',
      path: `export/results.csv?${results}`,
      name: `${name}-results.csv`,
    },
    {
      label: 'Results (NDJSON)',
      path: `export/results.ndjson?${results}`,
      name: `${name}-results.ndjson`,
    },
    {
      label: 'Daily series (CSV)',
      path: `export/timeseries.csv?${results}`,
      name: `${name}-timeseries.csv`,
    },
  ];
}

/** The report about an experiment, and its results as tables. */
export function Downloads({ experiment }: { readonly experiment: ExperimentHeadFragment }) {
  const { key, gatewayToken } = useReactiveVar(credentialsVar);
  const [reading, setReading] = useState<string>();
  const [failure, setFailure] = useState<DownloadError>();
  const { posthogId, projectId } = experiment;
  const report: File = {
    label: 'Report (HTML)',
    path: `reports/${posthogId}?project_id=${projectId}&format=html`,
    name: `experiment-${posthogId}-report.html`,
  };

  async function get({ label, path, name }: File) {
    setReading(label);
    setFailure(undefined);
    try {
      await download(path, name);
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      setFailure(error);
    } finally {
      setReading(undefined);
    }
  }

  const button = (file: File) => (
    <button
      key={file.label}
      type="button"
      className="button"
      disabled={reading !== undefined}
      onClick={() => void get(file)}
    >
      {reading === file.label ? 'Reading …' : file.label}
    </button>
  );
  return (
    <div className="downloads">
      {/* A link sends no credentials, so it is one only where the server needs none. */}
      {key === '' && gatewayToken === '' ? (
        <a className="button" href={restAddress(report.path)} target="_blank" rel="noreferrer">
          {report.label}
          <span className="unseen"> (opens a new tab)</span>
        </a>
      ) : (
        button(report)
      )}
      {filesOf(experiment).map(button)}
      {failure && (
        <p className="notice" data-tone="bad" role="alert">
          {failure.message} <code>{failure.code}</code>
        </p>
      )}
    </div>
  );
}
