import type {
  ReplicaAnswer,
  Replica,
  ThrottledReplicas,
} from '../../../../support/throttled-replicas.ts';

export const KEY = 'phx_sandbox';
/** Calls that the key has left in the minute, at PostHog and by configuration, after `useUp`. */
export const LIMIT = 60;
export const limited = { upstream: { budget: { perMinute: LIMIT, perHour: 4_800 } } };

export const ONE_CALL = '{ experiments(first: 1) { nodes { name } } }';
/** Takes 26 calls. */
export const DASHBOARD = '{ experiments(first: 25) { nodes { name metrics { name } } } }';
export const RENAME =
  'mutation { updateFeatureFlag(input: { id: "3", name: "n" }) { __typename } }';

/** Makes calls with the key at PostHog that no replica knows of; by default so many that `LIMIT` are left. */
export async function useUp({ sandbox }: ThrottledReplicas, calls = 480 - LIMIT): Promise<void> {
  for (let call = 0; call < calls; call += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await fetch(`${sandbox.url}/api/users/@me/`, { headers: { authorization: `Bearer ${KEY}` } });
  }
  sandbox.clearRequests();
}

/** Sends a read of one call many times, to each replica in turn, ten at once. */
export async function sendInTurn(
  replicas: readonly Replica[],
  count: number,
  key = KEY,
): Promise<ReplicaAnswer[]> {
  const answers: ReplicaAnswer[] = [];
  for (let sent = 0; sent < count; sent += 10) {
    const ten = Array.from({ length: Math.min(10, count - sent) }, (_, index) =>
      replicas[(sent + index) % replicas.length]!.query(ONE_CALL, { key }),
    );
    // oxlint-disable-next-line no-await-in-loop -- ten at once
    answers.push(...(await Promise.all(ten)));
  }
  return answers;
}

export const withCode = (answers: readonly ReplicaAnswer[], code: string): number =>
  answers.filter(({ codes }) => codes.includes(code)).length;

export const ok = (answers: readonly ReplicaAnswer[]): number =>
  answers.filter(({ codes }) => codes.length === 0).length;
