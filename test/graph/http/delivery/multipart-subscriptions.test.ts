import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedProtocolErrors } from '@apollo/client/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import { post } from '../../../support/post.ts';
import { injectFault, type WireObject } from '../../../support/sandbox-control.ts';

let sandbox: Sandbox;
let server: InProcess;
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
  });
});
afterEach(async () => {
  await server.stop();
  await sandbox.close();
});

const changed = (id = 3) =>
  `subscription { experimentChanged(id: ${id}) { isFirst changes { field after } experiment { name } } }`;

/** What Apollo iOS sends; Apollo Client and Kotlin leave out some of the quotation marks. */
const ACCEPT = 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json';

const subscribe = (query: string, accept = ACCEPT) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });

/** The parts of a response, as they arrive. */
async function* partsOf(response: Response): AsyncGenerator<WireObject> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const parts = text.split('\r\n--graphql');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const json = part.split('\r\n\r\n')[1];
      if (json) yield JSON.parse(json) as WireObject;
    }
  }
  expect(text).toBe('--\r\n');
}

const rename = () =>
  post(
    server.url,
    'mutation { updateExperiment(input: { id: 3, name: "Renamed" }) { __typename } }',
  );

describe('a multipart subscription', () => {
  it('gives Apollo Client each event', async () => {
    const client = new ApolloClient({
      link: new HttpLink({ uri: `${server.url}/graphql` }),
      cache: new InMemoryCache(),
    });
    const events: WireObject[] = [];
    const subscription = client.subscribe({ query: gql(changed()) }).subscribe(({ data }) => {
      events.push((data as WireObject)['experimentChanged']);
    });
    await expect.poll(() => events.length, { timeout: 30_000 }).toBe(1);
    expect(events[0]).toMatchObject({ isFirst: true });
    await rename();
    await expect.poll(() => events.length, { timeout: 30_000 }).toBe(2);
    expect(events[1]).toMatchObject({
      changes: expect.arrayContaining([
        expect.objectContaining({ field: 'name', after: 'Renamed' }),
      ]) as unknown,
      experiment: { name: 'Renamed' },
    });
    subscription.unsubscribe();
  });

  it('has a type that names its format, and each event in `payload`', async () => {
    const response = await subscribe(changed());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(
      'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    );
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const parts = partsOf(response);
    const first = (await parts.next()).value as WireObject;
    expect(Object.keys(first)).toEqual(['payload']);
    expect(first['payload']).toMatchObject({
      data: { experimentChanged: { isFirst: true } },
      extensions: { upstream: { calls: 1 } },
    });
    await parts.return(undefined);
  });

  it('ends with an error beside an empty payload when it cannot go on', async () => {
    await injectFault(sandbox, 'experiments', { status: 404 });
    const parts = partsOf(await subscribe(changed()));
    expect(await parts.next()).toMatchObject({
      done: false,
      value: { payload: null, errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    });
    expect((await parts.next()).done).toBe(true);
  });

  it('is an error of the protocol for Apollo Client when it cannot go on', async () => {
    const client = new ApolloClient({
      link: new HttpLink({ uri: `${server.url}/graphql` }),
      cache: new InMemoryCache(),
    });
    const seen: unknown[] = [];
    client.subscribe({ query: gql(changed(999_999)) }).subscribe(({ error }) => seen.push(error));
    await expect.poll(() => seen.length, { timeout: 30_000 }).toBe(1);
    expect(CombinedProtocolErrors.is(seen[0])).toBe(true);
  });

  it('is refused in JSON when its document is not valid', async () => {
    const response = await subscribe('subscription { experimentChanged(id: 3) { nope } }');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it('is completed when the server is asked to stop', async () => {
    const parts = partsOf(await subscribe(changed()));
    await parts.next();
    const stopped = server.stop();
    expect((await parts.next()).done).toBe(true);
    expect(await stopped).toBe(0);
  });

  it.each([
    'multipart/mixed',
    'multipart/mixed;subscriptionSpec=2.0',
    'multipart/mixed;deferSpec=20220824',
  ])('is refused before it starts when only %s is accepted', async (accept) => {
    const response = await subscribe(changed(), accept);
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }],
    });
    expect(sandbox.requests()).toEqual([]);
  });
});
