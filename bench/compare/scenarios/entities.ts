import type { Running } from '../running.ts';
import { sendOne } from '../load/load.ts';

const COUNT = 50;

/** What a gateway asks a subgraph for that refers to 50 experiments by their numbers, as a request body. */
export async function entities(running: Running): Promise<string> {
  const query = `{ experiments(first: ${COUNT}) { nodes { posthogId } } }`;
  const list = await sendOne(running, { path: '/graphql' }, JSON.stringify({ query }));
  const { data } = JSON.parse(list) as {
    data: { experiments: { nodes: { posthogId: number }[] } };
  };
  const representations = data.experiments.nodes.map(({ posthogId }) => ({
    __typename: 'Experiment',
    projectId: '1',
    posthogId,
  }));
  return JSON.stringify({
    query: `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename ... on Experiment { posthogId name status startDate featureFlag { key active } }
      }
    }`,
    variables: { representations },
  });
}
