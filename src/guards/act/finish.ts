import type { ExperimentState } from '../read/read-state.ts';
import { readState, isUnreadable } from '../read/read-state.ts';
import type { ExperimentPlace } from '../guarded-experiment.ts';
import type { FiringRecord } from '../records/record.ts';
import type { Firers } from './fire.ts';
import { settle } from './settle.ts';
import { writeComment } from './write-comment.ts';

type Records = ReadonlyMap<string, FiringRecord>;

/**
 * Finds out what became of changes whose outcome was not stored.
 * @param records of the experiment by their keys
 * @param state as it is now, read after the changes; null for an experiment that is gone
 */
export async function settleChanges(
  { records, now, mayAct }: Pick<Firers, 'records' | 'now' | 'mayAct'>,
  stored: Records,
  state: ExperimentState | null,
): Promise<void> {
  for (const [key, record] of stored) {
    if (record.phase !== 'ABOUT_TO_ACT') continue;
    const found = settle(record, state, now());
    if (found.is === 'UNDER_WAY') continue;
    if (found.is === 'DATED_LATER') {
      // oxlint-disable-next-line no-await-in-loop
      if (await mayAct()) await records.set(key, { ...record, waitsFrom: now().toISOString() });
      continue;
    }
    // One after another: there rarely is more than one.
    // oxlint-disable-next-line no-await-in-loop
    await (found.is === 'NOT_MADE'
      ? records.delete(key)
      : records.set(key, {
          ...record,
          phase: found.is === 'MADE' && record.firing.action === 'PAUSE' ? 'COMMENT' : 'FINAL',
          firing: {
            ...record.firing,
            outcome: found.is === 'MADE' ? found.outcome : 'UNCERTAIN',
            note: found.note,
          },
        }));
  }
}

/** Writes the comments of pauses that were made. What cannot be written now is written in a later round. */
export async function writeComments(
  { client, records, mayAct }: Firers,
  experiment: ExperimentPlace,
  stored: Records,
): Promise<void> {
  for (const [key, record] of stored) {
    if (record.phase !== 'COMMENT') continue;
    // One after another: each changes the comment that the next one is written behind.
    // oxlint-disable-next-line no-await-in-loop
    if (!(await mayAct())) return;
    // oxlint-disable-next-line no-await-in-loop
    const state = await readState(client, experiment);
    if (state === null || isUnreadable(state)) return;
    const { firing } = record;
    // oxlint-disable-next-line no-await-in-loop
    const written = await writeComment(client, firing, state);
    if (written.is === 'LATER') continue;
    const notes = [firing.note, written.is === 'IMPOSSIBLE' ? written.note : null];
    const note = notes.filter((one) => one !== null).join(' ') || null;
    // oxlint-disable-next-line no-await-in-loop
    await records.set(key, { ...record, phase: 'FINAL', firing: { ...firing, note } });
  }
}
