import { styleText } from 'node:util';
import { differenceLines, inline, isShort } from './difference-lines.ts';
import {
  isUnchanged,
  type Change,
  type DirectoryPlan,
  type ExperimentPlan,
} from './directory-plan.ts';
import { callsText, headline, printable, stepText, summaryOf } from './words.ts';

type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';
type Paint = (colour: Colour, text: string) => string;

const colours: Readonly<Record<string, Colour>> = {
  '+': 'green',
  '-': 'red',
  '~': 'yellow',
  '!': 'red',
  '=': 'dim',
};

/**
 * A plan for people.
 * @param isColoured true where the text is read on a terminal
 */
export function planText(plan: DirectoryPlan, isColoured: boolean): string {
  const paint: Paint = (colour, text) =>
    isColoured ? styleText(colour, text, { validateStream: false }) : text;
  const shown = plan.experiments.filter((one) => !isUnchanged(one) || one.warnings.length > 0);
  return [
    ...shown.flatMap((one) => [...experimentLines(one, paint), '']),
    `${summaryOf(plan)} ${callsText(plan)}`,
    `Plan hash: ${plan.planHash}`,
  ].join('\n');
}

function experimentLines(plan: ExperimentPlan, paint: Paint): string[] {
  const { symbol, what } = headline(plan);
  const { name, featureFlagKey } = plan.file.spec;
  const title = `${printable(name)} (flag ${printable(featureFlagKey)}) ${what}`;
  return [
    `${paint(colours[symbol] ?? 'bold', symbol)} ${paint('bold', title)}  ${paint('dim', printable(plan.file.path))}`,
    ...plan.changes.flatMap((change) => changeLines(change, paint)),
    ...plan.steps.map((step) => `    ${paint('cyan', '>')} ${stepText(plan, step)}`),
    ...plan.obstacles.map((text) => `    ${paint('red', '! Impossible:')} ${printable(text)}`),
    ...plan.warnings.map((text) => `    ${paint('yellow', '! Warning:')} ${printable(text)}`),
  ];
}

function changeLines(change: Change, paint: Paint): string[] {
  const { path, before, after } = change;
  const symbol = before === null ? '+' : after === null ? '-' : '~';
  const start = `    ${paint(colours[symbol] ?? 'bold', symbol)} ${path}:`;
  if (isShort(change))
    return [
      before === null
        ? `${start} ${inline(after)}`
        : `${start} ${inline(before)} → ${inline(after)}`,
    ];
  return [
    start,
    ...differenceLines(change).map(({ sign, text }) => {
      const line = `        ${sign} ${text}`;
      const colour = colours[sign];
      return colour ? paint(colour, line) : line;
    }),
  ];
}
