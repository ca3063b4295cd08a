import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { Firing } from '../firing.ts';
import { targetOf, type ExperimentState } from '../read/read-state.ts';
import { idempotencyKeyOf } from './change.ts';
import { commentLine, hasLine, withLine } from './comment.ts';
import { COMMENT } from './documents.ts';
import { send } from './send.ts';

/** What became of a comment: written, to be tried again, or not possible. */
export type CommentOutcome =
  { readonly is: 'WRITTEN' | 'LATER' } | { readonly is: 'IMPOSSIBLE'; readonly note: string };

/**
 * Writes the line of a pause behind the conclusion comment. It is written if the experiment still is at the version that
 * was read, so that nothing that people wrote is lost, and not a second time, because the comment is read first.
 * @param state read after the pause
 */
export async function writeComment(
  client: GraphClient,
  firing: Firing,
  state: ExperimentState,
): Promise<CommentOutcome> {
  const { conclusionComment, version } = state;
  if (hasLine(conclusionComment, firing.id)) return { is: 'WRITTEN' };
  const comment = withLine(conclusionComment, commentLine(firing));
  if (comment === undefined) return impossible('the conclusion comment has no room for it');
  const { outcome, message } = await send(() =>
    client.write(COMMENT, {
      input: {
        ...targetOf(firing),
        conclusionComment: comment,
        idempotencyKey: idempotencyKeyOf(firing, `comment ${version ?? ''}`),
        ...(version !== null && { expectedVersion: version }),
      },
    }),
  );
  if (outcome === 'DONE') return { is: 'WRITTEN' };
  const isFinal = outcome === 'REFUSED' || (outcome === 'UNCERTAIN' && version === null);
  return isFinal ? impossible(message ?? 'PostHog did not answer') : { is: 'LATER' };
}

const impossible = (reason: string): CommentOutcome => ({
  is: 'IMPOSSIBLE',
  note: `The reason could not be written into the conclusion comment: ${reason}`,
});
