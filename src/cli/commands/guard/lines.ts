import { printable } from '../../../specs/plan/words.ts';
import { fires, type GuardAction, type GuardCheck } from '../../../guards/check.ts';

const actionText = (action: GuardAction): string =>
  action.type === 'SHIP' ? `SHIP ${action.variant ?? 'the winner'}` : action.type;

/**
 * What `guard test` prints: one block for each experiment, and the sum of them.
 * @param calls that were made to PostHog
 */
export function linesOfChecks(checks: readonly GuardCheck[], calls: number): readonly string[] {
  const ids = [...new Set(checks.map(({ experiment }) => experiment.posthogId))];
  const blocks = ids.flatMap((id) => {
    const own = checks.filter(({ experiment }) => experiment.posthogId === id);
    return [`${own[0]?.experiment.name ?? ''} (${id})`, ...own.flatMap(linesOf), ''];
  });
  const firing = checks.filter(fires).length;
  const sum = firing === 0 ? 'Nothing would fire' : `${firing} of ${checks.length} would fire`;
  return [...blocks, `${sum}. ${calls} calls to PostHog; nothing was changed.`].map(printable);
}

function linesOf(check: GuardCheck): readonly string[] {
  const { guard, reason, because, action, asOf } = check;
  const head = fires(check)
    ? `  WOULD FIRE  ${guard}: ${actionText(action)}`
    : `  ${reason}  ${guard}`;
  return [head, `    ${because}`, ...(asOf === null ? [] : [`    Results up to ${asOf}.`])];
}
