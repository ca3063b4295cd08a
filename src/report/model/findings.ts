import type { ReportedExperiment } from '../read/read-report.ts';
import type { Section } from './blocks.ts';
import { words } from './words.ts';

/** What somebody should look at, with what to do about it. */
export function findingsSection({ findings }: ReportedExperiment): Section {
  const text = findings
    ? 'All checks were made, and none found anything.'
    : 'The checks could not be made.';
  return {
    title: 'Findings (computed by this API)',
    droppedAs: 0,
    blocks: findings?.length
      ? [
          {
            kind: 'table',
            table: {
              caption: 'The most severe first',
              head: ['Finding', 'Severity', 'What was found', 'What to do'],
              rows: findings.map(({ code, severity, message, remedy }) => [
                words(code),
                words(severity),
                message,
                remedy,
              ]),
            },
          },
        ]
      : [{ kind: 'paragraph', text }],
  };
}
