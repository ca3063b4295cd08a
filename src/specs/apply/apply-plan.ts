import { randomUUID } from 'node:crypto';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import { isUnchanged, type DirectoryPlan, type ExperimentPlan } from '../plan/directory-plan.ts';
import type { StepAction } from '../plan/steps.ts';
import { stepText } from '../plan/words.ts';
import { APPLY } from './mutations.ts';
import { writeOnce, type Written } from './write-once.ts';
import { sendStep } from './write-step.ts';

/** One write that a plan consists of. */
export interface PlannedWrite {
  readonly plan: ExperimentPlan;
  /** `WRITE` creates or changes the experiment. */
  readonly step: 'WRITE' | StepAction;
}

/** What was done of a plan. */
export interface Applied {
  readonly done: readonly (PlannedWrite & { readonly written: Written & { kind: 'done' } })[];
  /** The write at which it stopped; undefined where all were done. */
  readonly failed?: PlannedWrite & { readonly written: Exclude<Written, { kind: 'done' }> };
  /** What was not begun. */
  readonly left: readonly PlannedWrite[];
}

/** The writes of a plan in their order: the spec of an experiment first, then its lifecycle steps. */
export const writesOf = ({ experiments }: DirectoryPlan): PlannedWrite[] =>
  experiments
    .filter((plan) => !isUnchanged(plan))
    .flatMap((plan) => [
      ...(plan.action === 'none' ? [] : [{ plan, step: 'WRITE' as const }]),
      ...plan.steps.map((step) => ({ plan, step })),
    ]);

/** A write in words: "create Checkout", "Checkout: launch it". */
export function writeText({ plan, step }: PlannedWrite): string {
  const name = JSON.stringify(plan.file.spec.name);
  if (step !== 'WRITE') return `${name}: ${stepText(plan, step)}`;
  return `${plan.action === 'create' ? 'create' : 'change'} ${name}`;
}

export interface ApplyOptions {
  /** Waits so many seconds for PostHog's limit; rejects when the process is asked to stop. */
  readonly wait: (seconds: number) => Promise<void>;
  /** True once the process was asked to stop: nothing more is begun. */
  readonly isStopping: () => boolean;
  /** Called after each write that was done. */
  readonly onDone: (write: PlannedWrite, written: Written & { kind: 'done' }) => void;
}

/**
 * Carries out a plan, one write after another, and stops at the first that fails. Each is sent with the hash or the
 * version on which the plan is based, so that nothing is done to an experiment that has changed since.
 */
export async function applyPlan(
  client: GraphClient,
  plan: DirectoryPlan,
  { wait, isStopping, onDone }: ApplyOptions,
): Promise<Applied> {
  const writes = writesOf(plan);
  const done: Applied['done'][number][] = [];
  // Of this run: a later one may have to do the same again, after somebody has undone it.
  const run = randomUUID();
  /** The experiment after the last write to it. */
  let current: { readonly id: string; readonly version: number | null } | undefined;
  for (const [index, write] of writes.entries()) {
    if (isStopping()) {
      const written = { kind: 'refused', message: 'The process was asked to stop.' } as const;
      return { done, failed: { ...write, written }, left: writes.slice(index + 1) };
    }
    const { file, planHash, id, version } = write.plan;
    if (writes[index - 1]?.plan !== write.plan) current = id === null ? undefined : { id, version };
    const { step } = write;
    const idempotencyKey = `${run}-${index}`;
    const about = current;
    const send = () =>
      step === 'WRITE' || !about
        ? client.write(APPLY, { input: { spec: file.spec, planHash, idempotencyKey } })
        : sendStep(client, step, { ...about, idempotencyKey, file });
    // oxlint-disable-next-line no-await-in-loop
    const written = await writeOnce(send, wait);
    if (written.kind !== 'done')
      return { done, failed: { ...write, written }, left: writes.slice(index + 1) };
    current = written;
    done.push({ ...write, written });
    onDone(write, written);
  }
  return { done, left: [] };
}
