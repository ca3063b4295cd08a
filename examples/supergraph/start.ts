import { composeSupergraph } from './compose.ts';
import { startDeployments } from './deployments.ts';
import { startExperiments } from './experiments.ts';
import { startHive } from './hive.ts';

// `npm start`: both subgraphs, the supergraph composed of them, and Hive Gateway in front.

const graph = await startExperiments({ PORT: '4100', SANDBOX_PORT: '4110' });
const deployments = await startDeployments(4101);
const experiments = graph.address('GraphQL');
const gateway = await startHive(
  composeSupergraph({ experiments, deployments: deployments.url }),
  4000,
);

console.log(`Experiments  ${experiments}`);
console.log(`Deployments  ${deployments.url}`);
console.log(`Gateway      ${gateway.url}`);

async function stop() {
  await gateway.stop();
  deployments.server.close();
  await graph.stop();
}
process.once('SIGINT', stop).once('SIGTERM', stop);
