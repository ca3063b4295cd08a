import type { ReportedExperiment } from '../read/read-report.ts';
import { paragraph, type Block, type Section } from './blocks.ts';
import { words } from './words.ts';

/** What to do, why, and the conditions; nothing is decided for a draft. */
export function decisionSection({ decision }: ReportedExperiment): Section {
  if (!decision) {
    const text = 'There is no decision: the experiment was not launched, or nothing could be read.';
    return { ...heading, blocks: [paragraph(text)] };
  }
  const { recommendation, variant, because, criteria, wouldChangeWith } = decision;
  const what = `${words(recommendation)}${variant ? `: ${variant}` : ''}`;
  return {
    ...heading,
    blocks: [
      { kind: 'notice', text: what },
      { kind: 'paragraph', text: because },
      {
        kind: 'table',
        table: {
          caption: 'Criteria, in the order in which they were considered',
          head: ['Criterion', 'State', 'Facts'],
          rows: criteria.map(({ name, met: is, detail }) => [words(name), met(is), detail]),
        },
      },
      ...(wouldChangeWith.length > 0
        ? ([
            { kind: 'paragraph', text: 'What would change it:' },
            { kind: 'list', items: wouldChangeWith },
          ] satisfies Block[])
        : []),
    ],
  };
}

const heading = { title: 'Decision (computed by this API)', droppedAs: 0 };

const met = (value: boolean | null) => (value === null ? 'not known' : value ? 'met' : 'not met');
