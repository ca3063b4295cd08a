import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ApolloGateway, IntrospectAndCompose } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { useApolloInlineTrace } from '@graphql-yoga/plugin-apollo-inline-trace';
import { createYoga } from 'graphql-yoga';
import { schema } from './schema.ts';

// Starts what Apollo's suite asks for (products at 4001, its own users at 4002 and inventory at 4003, a gateway at
// 4000 in place of the router it would download) and runs its tests; ends as they end.

const PRODUCTS = 'http://localhost:4001/';
const USERS = 'http://localhost:4002/';
const INVENTORY = 'http://localhost:4003/';
const GATEWAY_PORT = 4000;

const require = createRequire(import.meta.url);
const suite = dirname(
  require.resolve('@apollo/federation-subgraph-compatibility-tests/package.json'),
);

/** Resolves when a GraphQL server answers at the address. @throws Error after half a minute */
async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`Nothing answers at ${url}.`);
}

function startTheirs(name: string): ChildProcess {
  const cwd = join(suite, 'dist', 'subgraphs', name);
  return spawn(process.execPath, ['index.js'], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

const products = createServer(
  createYoga({ schema, graphqlEndpoint: '/', logging: false, plugins: [useApolloInlineTrace()] }),
).listen(4001, 'localhost');
const theirs = [startTheirs('users'), startTheirs('inventory')];
try {
  await Promise.all([PRODUCTS, USERS, INVENTORY].map(answering));
  const gateway = new ApolloGateway({
    supergraphSdl: new IntrospectAndCompose({
      subgraphs: [
        { name: 'products', url: PRODUCTS },
        { name: 'users', url: USERS },
        { name: 'inventory', url: INVENTORY },
      ],
    }),
  });
  const server = new ApolloServer({ gateway });
  await startStandaloneServer(server, { listen: { port: GATEWAY_PORT, host: 'localhost' } });
  const config = join(suite, 'federation-jest.config.js');
  const tests = spawn(
    process.execPath,
    [
      require.resolve('jest/bin/jest'),
      join(suite, 'dist', 'tests'),
      '--ci',
      '--verbose',
      '--config',
      config,
    ],
    { stdio: 'inherit', env: { ...process.env, PRODUCTS_URL: PRODUCTS } },
  );
  [process.exitCode] = (await once(tests, 'exit')) as [number];
  await server.stop();
} finally {
  for (const child of theirs) child.kill();
  products.closeAllConnections();
  products.close();
}
