import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { Firing } from '../firing.ts';
import { targetOf, type ExperimentState } from '../read/read-state.ts';
import { commentLine, withLine } from './comment.ts';
import { END, PAUSE, SHIP } from './documents.ts';
import { send, type Sent } from './send.ts';

/** Characters of an idempotency key that a guard's name may take. */
const LONGEST_NAME = 150;

/**
 * The key of a firing's mutations, by which PostHog is not asked twice and the audit log names the guard:
 * `guard "Revenue" 1a2b3c4d… pause`.
 */
export const idempotencyKeyOf = ({ id, guard }: Firing, step: string): string =>
  `guard "${guard.slice(0, LONGEST_NAME)}" ${id.slice(0, 24)} ${step}`;

/**
 * Makes the change of a firing through the lifecycle mutation, once, if the experiment still is at the version that was
 * judged. Ending and shipping write the line of the firing behind the comment that people wrote, and keep their
 * conclusion.
 * @param isWinner whether a shipped variant has won, which is then the conclusion where people gave none
 */
export function change(
  client: GraphClient,
  firing: Firing,
  state: ExperimentState,
  isWinner: boolean,
): Promise<Sent> {
  const { action, variant } = firing;
  const common = {
    ...targetOf(firing),
    idempotencyKey: idempotencyKeyOf(firing, action.toLowerCase()),
    ...(state.version !== null && { expectedVersion: state.version }),
  };
  if (action === 'PAUSE') return send(() => client.write(PAUSE, { input: common }));
  const { conclusion } = state;
  if (conclusion === 'UNKNOWN')
    return Promise.resolve({
      outcome: 'REFUSED',
      message: 'It has a conclusion that this API does not know, and would lose it.',
    });
  const input = {
    ...common,
    conclusion: conclusion ?? (action === 'SHIP' && isWinner ? ('WON' as const) : null),
    conclusionComment:
      withLine(state.conclusionComment, commentLine(firing)) ?? state.conclusionComment,
  };
  if (action === 'END') return send(() => client.write(END, { input }));
  return send(() => client.write(SHIP, { input: { ...input, variantKey: variant ?? '' } }));
}
