import type { ReportedExperiment } from '../read/read-report.ts';
import type { Section } from './blocks.ts';
import { words } from './words.ts';

/** What somebody should look at, with what to do about it. */
export function findingsSection({ findings, archived }: ReportedExperiment): Section {
  const none = archived === true ? NONE_OF_ARCHIVED : NONE;
  const text = findings ? none : 'The checks could not be made.';
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
          ...(archived === true ? [{ kind: 'paragraph', text: ARCHIVED } as const] : []),
        ]
      : [{ kind: 'paragraph', text }],
  };
}

const NONE = 'All checks were made, and none found anything.';
const ARCHIVED =
  'The experiment is archived: what it leaves behind was checked, and not its results, its metrics and its description.';
const NONE_OF_ARCHIVED = `${ARCHIVED} Nothing was found.`;
