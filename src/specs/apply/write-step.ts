import type { GraphAnswer, GraphClient } from '../../graph-client/graph-client.ts';
import type { SpecFile } from '../files/read-spec-files.ts';
import type { StepAction } from '../plan/steps.ts';
import type { ExperimentConclusion } from '../../graph-client/generated/graphql.ts';
import { CONCLUDE, END, FREEZE, LAUNCH, PAUSE, RESUME, UNFREEZE } from './mutations.ts';
import type { Answered } from './write-once.ts';

/** The experiment that a step is about, and what makes the step happen once. */
export interface StepInput {
  readonly id: string;
  /** The version that the write before it left; null where the server has no versions. */
  readonly version: number | null;
  readonly idempotencyKey: string;
  readonly file: SpecFile;
}

/** Sends the mutation of one lifecycle step. */
export function sendStep(
  client: GraphClient,
  step: StepAction,
  { id, version, idempotencyKey, file }: StepInput,
): Promise<GraphAnswer<Answered>> {
  const input = { id, idempotencyKey, ...(version !== null && { expectedVersion: version }) };
  const { conclusion, conclusionComment } = file;
  const concluded = {
    ...input,
    ...(conclusion !== undefined && {
      conclusion: (conclusion?.toUpperCase() ?? null) as ExperimentConclusion | null,
    }),
    ...(conclusionComment !== undefined && { conclusionComment }),
  };
  const senders: Readonly<Record<StepAction, () => Promise<GraphAnswer<Answered>>>> = {
    LAUNCH: () => client.write(LAUNCH, { input }),
    PAUSE: () => client.write(PAUSE, { input }),
    RESUME: () => client.write(RESUME, { input }),
    FREEZE_EXPOSURE: () => client.write(FREEZE, { input }),
    UNFREEZE_EXPOSURE: () => client.write(UNFREEZE, { input }),
    END: () => client.write(END, { input: concluded }),
    CONCLUDE: () => client.write(CONCLUDE, { input: concluded }),
  };
  return senders[step]();
}
