import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import { JSDOM } from 'jsdom';
import { WebSocket } from 'ws';
import { expect, followsChange, GRAPHQL, newName, twoPages, type ClientChecks } from '../check.ts';

// React looks for these when it is loaded.
const { window } = new JSDOM('<main></main>');
Object.assign(globalThis, { window, document: window.document });

const { createElement, Suspense } = (await import('react')).default;
const { createRoot } = (await import('react-dom/client')).default;
const relay = (await import('react-relay')).default;
const runtime = (await import('relay-runtime')).default;

const folder = fileURLToPath(new URL('..', import.meta.url));
mkdirSync(`${folder}relay/__generated__`, { recursive: true });
execFileSync(`${folder}node_modules/.bin/relay-compiler`, [], { cwd: folder, stdio: 'ignore' });
/** What relay-compiler made of an operation in relay/experiment.js. */
const compiled = async (name: string) =>
  ((await import(`../relay/__generated__/${name}.graphql.js`)) as { default: any }).default;

const socket = createClient({ url: GRAPHQL.replace('http', 'ws'), webSocketImpl: WebSocket });
const environment = new runtime.Environment({
  store: new runtime.Store(new runtime.RecordSource()),
  network: runtime.Network.create(
    async ({ text }: any, variables: object) => {
      const response = await fetch(GRAPHQL, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      return response.json() as any;
    },
    ({ text }: any, variables: any) =>
      runtime.Observable.create((sink: any) => socket.subscribe({ query: text, variables }, sink)),
  ),
});

const experimentQuery = await compiled('experimentQuery');
function Experiment() {
  const data = relay.useLazyLoadQuery(experimentQuery, {}) as any;
  return createElement('p', null, data.experiment.name);
}
const main = window.document.querySelector('main')!;
const root = createRoot(main as never);

async function shows(text: string | RegExp): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (main.textContent?.match(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the page shows ${JSON.stringify(main.textContent)}`);
}

async function* eventsOf(subscription: unknown): AsyncGenerator<unknown> {
  const arrived: unknown[] = [];
  let news = Promise.withResolvers<void>();
  const { dispose } = relay.requestSubscription(environment, {
    subscription: subscription as never,
    variables: {},
    onNext(event: unknown) {
      arrived.push(event);
      news.resolve();
    },
  });
  try {
    for (;;) {
      if (arrived.length === 0) await news.promise;
      news = Promise.withResolvers<void>();
      yield* arrived.splice(0);
    }
  } finally {
    dispose();
  }
}

export const clients: readonly ClientChecks[] = [
  {
    name: 'react-relay in jsdom, graphql-ws',
    async query() {
      const page = createElement(Suspense, { fallback: null }, createElement(Experiment));
      root.render(createElement(relay.RelayEnvironmentProvider, { environment } as never, page));
      await shows(/checkout/);
    },
    async paging() {
      const query = await compiled('experimentPageQuery');
      await twoPages(
        (after) => relay.fetchQuery(environment, query, { after }).toPromise() as Promise<unknown>,
      );
    },
    async mutation() {
      const name = newName();
      const mutation = await compiled('experimentRenameMutation');
      await new Promise<void>((resolve, reject) => {
        relay.commitMutation(environment, {
          mutation,
          variables: { name },
          onCompleted: () => resolve(),
          onError: reject,
        });
      });
      await shows(name);
    },
    async subscription() {
      await followsChange(eventsOf(await compiled('experimentChangedSubscription')));
      expect(main.textContent?.includes('checkout'), 'the page lost the name');
    },
  },
];
