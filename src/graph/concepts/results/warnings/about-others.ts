import { isDeepStrictEqual } from 'node:util';
import type { GraphContext } from '../../../context/context.ts';
import { quoted } from '../../../core/quoted.ts';
import { lifecycleRules } from '../../experiment/lifecycle/actions.ts';
import type { DryRun } from '../../experiment/lifecycle/dry-run.ts';
import { ofFlagLoader, othersInProgress } from '../../experiment/of-flag/loader.ts';
import { unavailable } from './unavailable.ts';
import type { Warning } from './warning.ts';

/** A launch, or an action that changes the flag: it concerns every experiment that uses the flag. */
const concernsFlag = ({ action, before, after }: DryRun): boolean =>
  action === lifecycleRules.launch || !isDeepStrictEqual(before?.flag, after?.flag);

/** Warns of other experiments in progress on the flag. 1 call for an action that concerns it. */
export async function aboutOthers(context: GraphContext, run: DryRun): Promise<Warning[]> {
  const { action, before, place } = run;
  if (!before?.flag || !concernsFlag(run)) return [];
  const flag = { projectId: place.project_id, posthogId: before.flag.id, archived: false };
  let users;
  try {
    users = await ofFlagLoader(context).load(flag);
  } catch (error) {
    return [unavailable(error, 'Which other experiments use the flag could not be read')];
  }
  const others = othersInProgress(users, place.id);
  if (others.length === 0) return [];
  const names = quoted(others.map(({ name }) => name));
  const effect =
    action === lifecycleRules.launch
      ? 'Each of them gets the people of the others, and a change of the flag changes all of them.'
      : 'What people get there changes too, and its results mix people from before and after.';
  return [
    {
      code: 'flag_shared',
      severity: 'serious',
      message: `Other experiments that were launched and have not ended use the flag "${before.flag.key}": ${names}. ${effect}`,
      evidence: { experiments: others.map(({ id, name }) => ({ posthogId: id, name })) },
    },
  ];
}
