import { ask, loop } from './ask.ts';
import { openStage, unthrottled } from './stage.ts';

const write = `mutation ($id: ID!, $text: String!) {
  updateExperiment(input: { id: $id, description: $text }) {
    __typename ... on UpdateExperimentPayload { experiment { description } }
  }
}`;
const reads = [
  'query ($id: ID!) { experiment(id: $id) { description } }',
  'query ($id: ID!) { experiment(id: $id) { description name featureFlag { key } } }',
];
const IDS = ['15', '16', '3', '5'];

/**
 * One writer and several readers for each of some experiments, all over nginx. The description is the number of the
 * write; a read must not give a lower one than the last write that was answered before the read began.
 */
export async function versions(replicas: number, operations: number): Promise<void> {
  const stage = await openStage({
    replicas,
    redis: true,
    environment: unthrottled,
  });
  try {
    const answered = new Map(IDS.map((id) => [id, 0]));
    let [done, written, older, failed] = [0, 0, 0, 0];
    const isOver = () => done >= operations;
    const writers = loop(IDS.length, isOver, async (place) => {
      const id = IDS[place]!;
      const next = answered.get(id)! + 1;
      const { data, errors } = await ask(stage.url, write, { id, text: String(next) });
      if (data?.updateExperiment?.experiment) {
        answered.set(id, next);
        written += 1;
      } else {
        failed += 1;
        if (failed < 4) console.log(JSON.stringify({ data, errors }));
      }
      done += 1;
    });
    const readers = loop(IDS.length * 4, isOver, async (place) => {
      const id = IDS[place % IDS.length]!;
      const least = answered.get(id)!;
      const { data, errors } = await ask(stage.url, reads[place % 2]!, { id });
      const seen = Number(data?.experiment?.description);
      if (errors) failed += 1;
      else if (least > 0 && !(seen >= least)) older += 1;
      done += 1;
    });
    await Promise.all([writers, readers]);
    const calls = (await stage.sandbox.requests()).length;
    console.log({ replicas, operations: done, written, older, failed, calls });
    if (older > 0) process.exitCode = 1;
  } finally {
    await stage.close();
  }
}
