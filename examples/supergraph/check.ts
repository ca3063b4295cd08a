import assert from 'node:assert/strict';
import { startApollo } from './apollo.ts';
import { composeSupergraph } from './compose.ts';
import { startDeployments, type Release } from './deployments.ts';
import { startExperiments, startSandbox } from './experiments.ts';
import { startHive, type Gateway } from './hive.ts';
import { ask, follow } from './client.ts';

// `npm run check`: what the README promises, through both gateways; ends non-zero when one breaks it.

const sandbox = await startSandbox(100);
const posthog = sandbox.address('Sandbox');
const graph = await startExperiments({
  PORT: '0',
  POSTHOG_HOST: posthog,
  // Every call is to be seen, so nothing is kept between two queries.
  FRESH_EXPERIMENTS_SECONDS: '0',
});
const deployments = await startDeployments(0, await fiftyReleases());
const supergraph = composeSupergraph({
  experiments: graph.address('GraphQL'),
  deployments: deployments.url,
});

/** 50 releases, each of an experiment of its own. */
async function fiftyReleases(): Promise<Release[]> {
  const query = '{ experiments(first: 50) { nodes { featureFlagKey } } }';
  const { experiments } = await ask(graph.address('GraphQL'), query);
  return experiments.nodes.map(({ featureFlagKey }: { featureFlagKey: string }, at: number) => ({
    service: `service-${at % 7}`,
    commit: at.toString(16).padStart(7, '0'),
    flagKey: featureFlagKey,
  }));
}

/** The calls PostHog received meanwhile, as `METHOD path`. */
async function callsDuring<Result>(work: () => Promise<Result>): Promise<[Result, string[]]> {
  await fetch(`${posthog}/_sandbox/requests`, { method: 'DELETE' });
  const result = await work();
  const seen = (await (await fetch(`${posthog}/_sandbox/requests`)).json()) as {
    method: string;
    path: string;
  }[];
  return [result, seen.map(({ method, path }) => `${method} ${path}`)];
}

const report = (line: string, calls: readonly string[]) =>
  console.log(
    `  ok  ${line}: ${calls.length} upstream call${calls.length === 1 ? '' : 's'} (${calls.join(', ')})`,
  );

/** Starts in the subgraph of deployments, ends in ours: one `_entities` of 50 references for each of the fields. */
async function fiftyReferences({ url }: Gateway): Promise<void> {
  const [byExperiment, experimentCalls] = await callsDuring(() =>
    ask(url, '{ deployments(first: 50) { service experiment { name status featureFlagKey } } }'),
  );
  assert.equal(byExperiment.deployments.length, 50);
  for (const { experiment } of byExperiment.deployments) assert.ok(experiment.name);
  assert.ok(experimentCalls.length >= 1 && experimentCalls.length <= 2, experimentCalls.join());
  report('50 experiments by the key of their flags', experimentCalls);

  const [byFlag, flagCalls] = await callsDuring(() =>
    ask(url, '{ deployments(first: 50) { flag { key active tags } } }'),
  );
  for (const { flag } of byFlag.deployments) assert.equal(typeof flag.active, 'boolean');
  assert.ok(flagCalls.length >= 1 && flagCalls.length <= 2, flagCalls.join());
  report('50 flags by key', flagCalls);
}

/** Starts in ours, ends in the subgraph of deployments. */
async function theOtherWay({ url }: Gateway): Promise<void> {
  const [data, calls] = await callsDuring(() =>
    ask(url, '{ experiments(first: 50) { nodes { name deployments { service commit } } } }'),
  );
  const counts = data.experiments.nodes.map((one: { deployments: [] }) => one.deployments.length);
  assert.deepEqual(
    counts,
    Array.from({ length: 50 }, () => 1),
  );
  assert.equal(calls.length, 1);
  report('the deployments of 50 experiments', calls);
}

/** A change made through the gateway arrives at a subscription through the gateway, joined with the other subgraph. */
async function subscription({ url }: Gateway): Promise<void> {
  const { experiments } = await ask(
    url,
    '{ experiments(first: 1, filter: { status: RUNNING }) { nodes { id name } } }',
  );
  const [{ id }] = experiments.nodes;
  const events = follow(
    url,
    'subscription ($id: ID!) { experimentChanged(id: $id) { experiment { status deployments { service } } } }',
    { id },
  );
  const next = async () => (await events.next()).value?.experimentChanged.experiment;
  assert.equal((await next()).status, 'RUNNING');
  await ask(url, 'mutation ($id: ID!) { pauseExperiment(input: { id: $id }) { __typename } }', {
    id,
  });
  const paused = await next();
  assert.equal(paused.status, 'PAUSED');
  assert.equal(paused.deployments.length, 1);
  await events.return(undefined);
  console.log('  ok  subscription: RUNNING, then PAUSED with its deployments');
}

try {
  for (const [name, start] of [
    ['Apollo Gateway', startApollo],
    ['Hive Gateway', startHive],
  ] as const) {
    console.log(name);
    const gateway = await start(supergraph, 0);
    await fiftyReferences(gateway);
    await theOtherWay(gateway);
    // Apollo's gateway for Node has no subscriptions.
    if (start === startHive) await subscription(gateway);
    await gateway.stop();
  }
} finally {
  deployments.server.close();
  await graph.stop();
  await sandbox.stop();
}
