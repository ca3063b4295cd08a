import { differenceLines } from './difference-lines.ts';
import {
  isUnchanged,
  type Change,
  type DirectoryPlan,
  type ExperimentPlan,
} from './directory-plan.ts';
import { callsText, headline, printable, stepText, summaryOf } from './words.ts';

/** Characters of a comment, at most: GitHub accepts 65,536. */
const MAX_LENGTH = 60_000;

/** A plan as Markdown for a pull request: a table, and the details of each experiment to unfold. */
export function planMarkdown(plan: DirectoryPlan): string {
  const shown = plan.experiments.filter((one) => !isUnchanged(one) || one.warnings.length > 0);
  const head = [
    '### Plan for the experiments',
    '',
    shown.length === 0 ? `${summaryOf(plan)} Nothing is to be done.` : summaryOf(plan),
    '',
  ];
  const foot = [
    `${callsText(plan)} Only this plan is applied by \`apply --plan-hash\`:`,
    '',
    '```text',
    plan.planHash,
    '```',
    '',
  ];
  const details: string[] = [];
  let length = [...head, ...foot].join('\n').length;
  for (const [index, one] of shown.entries()) {
    const detail = experimentDetails(one).join('\n');
    length += detail.length + 1;
    if (length > MAX_LENGTH) {
      details.push(
        `**${shown.length - index} more experiments are left out here**, because the comment would be too long. \`plan\` prints them.`,
        '',
      );
      break;
    }
    details.push(detail);
  }
  return [...head, ...details, ...foot].join('\n');
}

/** Text that Markdown and HTML show as it is, and that mentions nobody. */
const escaped = (text: string) =>
  printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[@\\`*_{}[\]()#|~!:+-]/g, (mark) => `&#${mark.codePointAt(0)};`);

function experimentDetails(plan: ExperimentPlan): string[] {
  const { symbol, what } = headline(plan);
  const { name, featureFlagKey } = plan.file.spec;
  return [
    `<details${plan.obstacles.length > 0 ? ' open' : ''}>`,
    `<summary><code>${symbol}</code> <b>${escaped(name)}</b> (flag <code>${escaped(featureFlagKey)}</code>) ${what}</summary>`,
    '',
    `File: <code>${escaped(plan.file.path)}</code>`,
    '',
    ...plan.obstacles.map((text) => `- **Impossible:** ${escaped(text)}`),
    ...plan.warnings.map((text) => `- **Warning:** ${escaped(text)}`),
    ...plan.steps.map((step) => `- Step: ${escaped(stepText(plan, step))}`),
    ...(plan.changes.length > 0 ? ['', ...fenced(plan.changes.flatMap(changeLines))] : []),
    '',
    '</details>',
    '',
  ];
}

const changeLines = (change: Change): string[] => [
  `  ${change.path}:`,
  ...differenceLines(change).map(({ sign, text }) => `${sign}     ${text}`),
];

/** Lines in a block of code that none of them can end. */
function fenced(lines: readonly string[]): string[] {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}diff`, ...lines, fence];
}
