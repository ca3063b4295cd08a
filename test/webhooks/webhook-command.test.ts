import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line.ts';
import { OTHER_SECRET, Receiver, SECRET, verified } from '../watch/support/receiver.ts';

let directory: string;
let receiver: Receiver;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'webhooks-'));
  receiver = await Receiver.start();
});
afterEach(async () => {
  receiver.close();
  await rm(directory, { recursive: true });
});

const single = () => ({ WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: SECRET });

const webhook = (environment: Record<string, string>, ...words: string[]) =>
  runCommand(['webhook', ...words], { environment });

async function fileOf(text: string): Promise<string> {
  const path = join(directory, 'webhooks.yaml');
  await writeFile(path, text);
  return path;
}

describe('webhook test', () => {
  it('sends an example that the receiver can verify, and says what was answered', async () => {
    const { exitCode, printed, complaints } = await webhook(single(), 'test');
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toMatch(
      /^webhook: experiment\.decision\.ship \(evt_\w+\) was delivered: it was answered with 204$/,
    );
    const [post] = receiver.posts;
    expect(verified(post!)).toMatchObject({ type: 'experiment.decision.ship', severity: 'INFO' });
    expect(post?.headers['webhook-id']).toBe(receiver.events[0]?.id);
    expect(printed + complaints).not.toContain(SECRET);
  });

  it('exits with 1 when it is refused, with the beginning of the answer and without the address', async () => {
    receiver.answer = () => ({ status: 403 });
    const { exitCode, printed } = await webhook(single(), 'test', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(printed)).toEqual([
      expect.objectContaining({
        endpoint: 'webhook',
        delivered: false,
        detail: 'it was answered with 403: answer of the receiver',
      }),
    ]);
    expect(printed).not.toContain(receiver.url);
  });

  it('does not follow a redirect', async () => {
    receiver.answer = () => ({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
    const { exitCode } = await webhook(single(), 'test');
    expect({ exitCode, posts: receiver.posts.length }).toEqual({ exitCode: 1, posts: 1 });
  });

  it('signs with both secrets while one is rotated', async () => {
    const secrets = `${SECRET},${OTHER_SECRET}`;
    await webhook({ ...single(), WEBHOOK_SECRET: secrets }, 'test');
    const [post] = receiver.posts;
    for (const secret of [SECRET, OTHER_SECRET])
      expect(verified(post!, secret)).toHaveProperty('id');
  });

  it('posts a message for Slack, to the endpoint that is chosen, with no markup from outside', async () => {
    const path = await fileOf(`endpoints:
  - { name: chat, url: "${receiver.url}", format: SLACK }
  - { name: other, url: "${receiver.url}", secrets: ["${SECRET}"] }
`);
    const { exitCode } = await webhook({}, 'test', '--webhooks', path, '--endpoint', 'chat');
    expect({ exitCode, posts: receiver.posts.length }).toEqual({ exitCode: 0, posts: 1 });
    const message = JSON.parse(receiver.posts[0]!.body) as Record<string, unknown>;
    expect(message).toMatchObject({
      text: expect.stringContaining('Example experiment: The decision is to ship "test".'),
      blocks: [{ type: 'section' }, { type: 'context' }],
    });
    expect(receiver.posts[0]?.headers).not.toHaveProperty('webhook-signature');
  });

  it('names every fault of a file with its line, and repeats no secret', async () => {
    const path = await fileOf(`endpoints:
  - name: Ops Team
    url: http://example.com/hook
    secrets: [whsec_short]
  - name: second
    url: https://example.com/T0/secret-part
    types: [experiment.nothing.*]
    colour: red
`);
    const { exitCode, complaints } = await webhook({ WEBHOOKS: path }, 'test');
    expect(exitCode).toBe(1);
    expect(complaints).toContain(`${path}, line 2: endpoints.0.name must be at most 40`);
    expect(complaints).toContain('line 4: endpoints.0.secrets.0 must be whsec_ and');
    expect(complaints).toContain('line 7: endpoints.1.types.0 no event type matches it.');
    expect(complaints).toContain('line 8: endpoints.1.colour is not a setting of an endpoint.');
    expect(complaints).not.toMatch(/whsec_short|secret-part/);
  });

  it.each([
    ['http://example.com/hook', 'WEBHOOK_URL must be an https address: http is for loopback'],
    ['ftp://example.com', 'WEBHOOK_URL must be an https address.'],
    ['https://user:password@example.com', 'WEBHOOK_URL must be an address without a user'],
  ])('refuses the address %s', async (url, message) => {
    const { exitCode, complaints } = await webhook({ ...single(), WEBHOOK_URL: url }, 'test');
    expect(exitCode).toBe(1);
    expect(complaints).toContain(message);
    expect(complaints).not.toContain('password@');
  });

  it('needs a secret, unless it is for a chat, and an endpoint', async () => {
    const unsigned = await webhook({ WEBHOOK_URL: receiver.url }, 'test');
    expect(unsigned).toMatchObject({ exitCode: 1 });
    expect(unsigned.complaints).toContain('WEBHOOK_SECRET must be set with WEBHOOK_URL');
    expect(await webhook({}, 'test')).toMatchObject({
      exitCode: 2,
      complaints: 'No endpoint is configured: set WEBHOOKS or WEBHOOK_URL.',
    });
    expect(await webhook(single(), 'test', '--endpoint', 'x')).toMatchObject({ exitCode: 2 });
  });
});

describe('webhook retry', () => {
  it('sends dead letters again, and keeps those that are refused once more and those it cannot read', async () => {
    const path = join(directory, 'dead.ndjson');
    const environment = { ...single(), WEBHOOK_DEAD_LETTERS: path };
    await webhook(environment, 'test');
    const event = receiver.events[0]!;
    const letter = (id: string) =>
      `${JSON.stringify({ at: event.timestamp, endpoint: 'webhook', reason: 'x', event: { ...event, id } })}\n`;
    await writeFile(path, `${letter('evt_1')}${letter('evt_2')}{"cut": \n`);
    receiver.answer = ({ body }) => ({ status: body.includes('evt_2') ? 500 : 200 });
    const first = await webhook(environment, 'retry');
    expect(first.exitCode).toBe(1);
    expect(first.complaints).toBe(
      '1 lines are no dead letters of this version, and stay in the file.',
    );
    // Another version may be able to read it.
    expect(await readFile(path, 'utf8')).toBe(`{"cut": \n${letter('evt_2')}`);
    receiver.answer = () => ({ status: 200 });
    expect(await webhook(environment, 'retry')).toMatchObject({ exitCode: 0 });
    const ids = receiver.events.map(({ id }) => id);
    expect(ids).toEqual([event.id, 'evt_1', 'evt_2']);
    expect(await webhook(environment, 'retry')).toMatchObject({
      exitCode: 0,
      printed: 'There are no dead letters.',
    });
  });
});
