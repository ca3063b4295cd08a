import type { ReportedExperiment } from '../read/read-report.ts';
import type { Section } from './blocks.ts';
import { NONE, person, time, words } from './words.ts';

/** Who changed what, newest first. */
export function historySection({ activity }: ReportedExperiment): Section {
  const rows = (activity?.nodes ?? []).flatMap((entry) => {
    if (!entry) return [];
    const { createdAt, user, isSystem, scope, activity: action, detail } = entry;
    const changes = (detail?.changes ?? []).map(
      ({ field, before, after }) => `${field ?? 'object'}: ${short(before)} → ${short(after)}`,
    );
    return [
      [
        time(createdAt),
        isSystem ? 'PostHog' : person(user),
        `${words(scope)} ${action ?? ''}`.trim(),
        changes.slice(0, 6).join('; ') || NONE,
      ],
    ];
  });
  const rest = (activity?.totalCount ?? rows.length) - rows.length;
  return {
    title: 'History',
    droppedAs: 2,
    blocks:
      rows.length === 0
        ? [
            {
              kind: 'paragraph',
              text: activity ? 'Nothing was logged.' : 'The activity log could not be read.',
            },
          ]
        : [
            {
              kind: 'table',
              table: {
                caption:
                  rest > 0
                    ? `The newest ${rows.length} of ${rows.length + rest} entries`
                    : 'Newest first',
                head: ['When', 'Who', 'What', 'Changes'],
                rows,
              },
            },
          ],
  };
}

/** The longest value that is shown of a change, in characters. */
const LONGEST = 60;

function short(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const letters = Array.from(text);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : text;
}
