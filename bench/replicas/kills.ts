import { setTimeout as sleep } from 'node:timers/promises';
import { ask, loop } from './ask.ts';
import { follow } from './follow.ts';
import { openStage, unthrottled } from './stage.ts';

const copy = `mutation ($name: String!) {
  duplicateExperiment(input: { id: "15", name: $name, idempotencyKey: $name }) {
    __typename ... on DuplicateExperimentPayload { experiment { name } }
  }
}`;
const describe = `mutation ($text: String!) {
  updateExperiment(input: { id: "3", description: $text }) { __typename }
}`;

/**
 * Ends one of the replicas with SIGKILL, again and again, while people read, write with idempotency keys and repeat what
 * got no answer, and listen to changes. Counts writes at the sandbox that happened twice, and events that a listener
 * missed or saw twice although it continued with the last id.
 */
export async function kills(replicas: number, times: number): Promise<void> {
  const stage = await openStage({
    replicas,
    redis: true,
    environment: unthrottled,
  });
  try {
    let isOver = false;
    const counts = { reads: 0, readsBroken: 0, copies: 0, repeated: 0, updates: 0 };
    const outcomes: Record<string, number> = {};
    const names: string[] = [];
    const ended = new AbortController();
    const listener = follow(stage.url, '3', ended.signal);
    const reading = loop(
      8,
      () => isOver,
      async () => {
        try {
          await ask(stage.url, '{ experiments(first: 10) { nodes { name } } }');
          counts.reads += 1;
        } catch {
          counts.readsBroken += 1;
        }
      },
    );
    const copying = loop(
      3,
      () => isOver,
      async (place) => {
        const name = `copy ${place}.${(counts.copies += 1)}`;
        names.push(name);
        for (let attempt = 0; attempt < 8; attempt += 1) {
          try {
            const { data, errors } = await ask(stage.url, copy, { name });
            const outcome =
              data?.duplicateExperiment?.__typename ?? errors?.[0]?.extensions?.code ?? 'nothing';
            outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
            if (outcome.endsWith('Payload')) break;
          } catch {
            counts.repeated += 1;
          }
          await sleep(300);
        }
        await sleep(50);
      },
    );
    const describing = loop(
      1,
      () => isOver,
      async () => {
        await ask(stage.url, describe, { text: `v${(counts.updates += 1)}` }).catch(
          () => undefined,
        );
        await sleep(400);
      },
    );
    for (let n = 0; n < times; n += 1) {
      await sleep(2_000);
      await stage.replicas[n % replicas]!.restart();
    }
    await sleep(3_000);
    isOver = true;
    await Promise.all([reading, copying, describing]);
    await sleep(3_000);
    ended.abort();
    const events = await listener;
    const made = await namesOf(stage.sandbox.url);
    const twice = names.filter((name) => made.filter((one) => one === name).length > 1);
    console.log({ replicas, kills: times, ...counts, outcomes, madeTwice: twice.length, events });
    if (twice.length > 0 || events.gaps > 0 || events.doubled > 0) process.exitCode = 1;
  } finally {
    await stage.close();
  }
}

/** The names of all experiments at the sandbox. */
async function namesOf(url: string): Promise<string[]> {
  const names: string[] = [];
  for (let next: string | null = `${url}/api/projects/1/experiments/?limit=100`; next !== null;) {
    const answer = await fetch(next, { headers: { authorization: 'Bearer phx_sandbox' } });
    const page = (await answer.json()) as { next: string | null; results: { name: string }[] };
    names.push(...page.results.map(({ name }) => name));
    ({ next } = page);
  }
  return names;
}
