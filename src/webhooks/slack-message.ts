import type { ExperimentEvent } from '../events/event.ts';

/** Characters that Slack shows of a section; more are refused. */
const LONGEST_SECTION = 3_000;

const signs = { INFO: ':information_source:', WARNING: ':warning:', CRITICAL: ':rotating_light:' };

/** Text in which Slack sees no link, no mention and no markup of its own. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // A zero-width space keeps *, _, ~ and ` from being markup, which they are at the beginning of a word only.
    .replaceAll(/(?<![\p{L}\p{N}])[*_~`]/gu, '\u{200B}$&');

/** A message for an incoming webhook of Slack: `text` for notifications, and blocks. */
export function slackMessage(event: ExperimentEvent) {
  const { id, type, severity, timestamp, message, experiment } = event;
  const text = `${signs[severity]} ${escaped(message)}`;
  const context = [
    type,
    `project ${experiment.projectId}, experiment ${experiment.posthogId}`,
    ...(experiment.tags.length === 0 ? [] : [experiment.tags.join(', ')]),
    timestamp,
    id,
  ];
  return {
    text: shortened(text),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: shortened(text), verbatim: true } },
      {
        type: 'context',
        elements: [{ type: 'plain_text', text: shortened(context.join(' · ')), emoji: false }],
      },
    ],
  };
}

/** Half of an emoji or of an entity at the end would make Slack refuse the message, or show it. */
const shortened = (text: string): string =>
  text.length <= LONGEST_SECTION
    ? text
    : `${text.slice(0, LONGEST_SECTION - 1).replace(/(&[a-z]{0,3}|[\u{D800}-\u{DBFF}])$/u, '')}…`;
