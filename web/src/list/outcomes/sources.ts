import { client } from '../../graph/client.ts';
import { failureOf } from '../../graph/failure.ts';
import {
  deepFindingsVar,
  forgetOutcomes,
  outcomesVar,
  type FindingsById,
  type Outcome,
} from '../outcomes-var.ts';
import { BackgroundReader, type Source } from './background-reader.ts';
import { DeepFindingsDocument, OutcomesDocument } from './documents.ts';
import { codesOf } from './layers.ts';
import { toFindings, toOutcome, type Found } from './to-outcome.ts';

/** Results change once a day, and whenever somebody recalculates them. */
const MOST_AGE_MS = 600_000;

/** Refusals of everything that is asked for, after which the same is asked for again. */
const REFUSED: ReadonlySet<string> = new Set(['BUDGET_EXCEEDED', 'BUDGET_SKIPPED', 'RATE_LIMITED']);

/** One for all pages: what one has read, the others have. */
export const reader = new BackgroundReader(client);
client.onResetStore(async () => forgetOutcomes());
client.onClearStore(async () => forgetOutcomes());

/** Decisions, effects and the findings that come with them. @param statusOf the status of an experiment, as a list has it */
export const outcomes = (statusOf: (id: string) => string | null): Source => ({
  isMissing(id) {
    const known = outcomesVar().get(id);
    return !known || known.status !== statusOf(id) || Date.now() - known.readAt > MOST_AGE_MS;
  },
  async read(ids) {
    const { data, error } = await client.query({
      query: OutcomesDocument,
      variables: { ids: [...ids], codes: [...codesOf.results] },
      fetchPolicy: 'no-cache',
      errorPolicy: 'all',
    });
    throwRefusal(error, data);
    const failures = codesById(error, ids);
    const read = new Map<string, Outcome>();
    for (const [place, id] of ids.entries()) {
      const node = data?.nodes[place];
      const about = { failure: failures.get(id) ?? null, status: statusOf(id), readAt: Date.now() };
      if (node && 'metrics' in node) read.set(id, toOutcome(node as Found, about));
      else read.set(id, { decision: null, effect: null, findings: [], ...about });
    }
    outcomesVar(new Map([...outcomesVar(), ...read]));
  },
});

/** The findings whose checks take calls of their own. */
export const deepFindings: Source = {
  isMissing: (id) => !deepFindingsVar().has(id),
  async read(ids) {
    const { data, error } = await client.query({
      query: DeepFindingsDocument,
      variables: { ids: [...ids], codes: [...codesOf.deep] },
      fetchPolicy: 'no-cache',
      errorPolicy: 'all',
    });
    throwRefusal(error, data);
    const read: FindingsById = new Map(
      ids.map((id, place) => {
        const node = data?.nodes[place];
        return [id, node && 'findings' in node ? toFindings(node.findings ?? []) : []];
      }),
    );
    deepFindingsVar(new Map([...deepFindingsVar(), ...read]));
  },
};

/** Throws what concerns all of them, so that they are read later; other failures are shown with their experiment. */
function throwRefusal(error: unknown, data: unknown): void {
  if (error === undefined) return;
  if (data == null || REFUSED.has(failureOf(error).code)) throw error;
}

/** The code of the first error of each experiment, by the `id`. */
function codesById(error: unknown, ids: readonly string[]): ReadonlyMap<string, string> {
  const errors = (error as { errors?: readonly GraphError[] } | undefined)?.errors ?? [];
  return new Map(
    errors.toReversed().flatMap(({ path, extensions }) => {
      const id = path?.[0] === 'nodes' ? ids[Number(path[1])] : undefined;
      const code = extensions?.['code'];
      return id === undefined ? [] : [[id, typeof code === 'string' ? code : 'UNEXPECTED']];
    }),
  );
}

interface GraphError {
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}
