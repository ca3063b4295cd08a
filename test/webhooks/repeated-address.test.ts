import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line.ts';
import { Receiver, SECRET } from '../watch/support/receiver.ts';
import { startWatchedSandbox } from '../watch/support/start-watch.ts';

const PATH = '/services/T000/B000/TOPSECRET%2Fp%C3%A4th?token=QUERY%26SECRET+1&a=b';

let directory: string;
let receiver: Receiver;
let address: URL;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'repeated-'));
  receiver = await Receiver.start();
  address = new URL(PATH, receiver.url);
});
afterEach(async () => {
  receiver.close();
  await rm(directory, { recursive: true });
});

/** What `webhook test` says of an answer. */
async function detailOf(body: string, status = 404): Promise<string> {
  receiver.answer = () => ({ status, body, headers: { location: address.href } });
  const { printed } = await runCommand(['webhook', 'test', '--json'], {
    environment: { WEBHOOK_URL: address.href, WEBHOOK_SECRET: SECRET },
  });
  return (JSON.parse(printed) as { detail: string }[])[0]!.detail;
}

/** A text with each character as another spelling of it. */
const spelt = (text: string, spelling: (code: number) => string) =>
  Array.from(text, (character) => spelling(character.codePointAt(0)!)).join('');
const hex = (code: number) => code.toString(16);

describe('a receiver that repeats the address of its webhook', () => {
  it.each([
    [
      'as a framework does',
      () => `<pre>Cannot POST ${PATH}</pre>`,
      '<pre>Cannot POST [address]</pre>',
    ],
    ['whole', () => `no hook at ${address.href}, sorry`, 'no hook at [address], sorry'],
    ['in HTML', () => PATH.replaceAll('&', '&amp;').replaceAll('/', '&#x2F;'), '[address]'],
    ['in JSON', () => `{"path":"${PATH.replaceAll('/', '\\/')}"}`, '{"path":"[address]"}'],
    ['decoded', () => decodeURIComponent(PATH), '[address]'],
    ['encoded', () => `?from=${encodeURIComponent(PATH)}`, '?from=[address]'],
    ['encoded in small letters', () => encodeURIComponent(PATH).toLowerCase(), '[address]'],
    [
      'by its host',
      () => `${address.host} has no ${address.hostname}`,
      '[address] has no [address]',
    ],
    ['by its path', () => `POST ${address.pathname} failed`, 'POST [address] failed'],
    ['by its query', () => `wrong ${address.search}!`, 'wrong [address]!'],
    ['by a part of its path', () => 'unknown: TOPSECRET/päth', 'unknown: [address]'],
    [
      'by a part of its path, encoded',
      () => 'unknown: TOPSECRET%2fp%c3%a4th',
      'unknown: [address]',
    ],
    [
      'by a value of its query',
      () => 'the token QUERY&amp;SECRET 1 is old',
      'the token [address] is old',
    ],
    ['by decimal entities', () => spelt('TOPSECRET/päth', (code) => `&#${code};`), '[address]'],
    [
      'by JSON escapes',
      () => spelt('TOPSECRET/päth', (code) => `\\u${hex(code).padStart(4, '0')}`),
      '[address]',
    ],
  ])('%s is reported without it', async (_, body, reported) => {
    expect(await detailOf(body())).toBe(`it was answered with 404: ${reported}`);
  });

  it('at the end of what is reported of an answer does not leave the beginning of it', async () => {
    const detail = await detailOf(`${'x'.repeat(480)} ${address.href}`);
    expect(detail).toMatch(/x \[address\]$/);
    expect(detail).not.toContain('TOPS');
  });

  it('in a redirect is reported without it', async () => {
    const moved = `Moved. Redirecting to https://elsewhere.example${PATH}`;
    expect(await detailOf(moved, 302)).toBe(
      'it was answered with 302: Moved. Redirecting to https://elsewhere.example[address]',
    );
  });

  it('is reported as it is where nothing of it is repeated', async () => {
    expect(await detailOf('<a>no such hook: /a/b?c</a>')).toBe(
      'it was answered with 404: <a>no such hook: /a/b?c</a>',
    );
  });

  it('brings nothing of it into the log and into the dead letters', async () => {
    receiver.answer = () => ({ status: 404, body: `Cannot POST ${PATH}` });
    const webhooks = join(directory, 'webhooks.json');
    const endpoint = { name: 'first', url: address.href, secrets: [SECRET] };
    await writeFile(webhooks, JSON.stringify({ endpoints: [endpoint] }));
    const state = join(directory, 'state');
    const sandbox = await startWatchedSandbox({ WATCH_DIRECTORY: state, WEBHOOKS: webhooks });
    const round = async () => (await sandbox.open()).watcher.once(new AbortController().signal);
    await round();
    await sandbox.posthog('POST', 'experiments/30/launch/', {});
    await round();
    await sandbox.pass(73 * 3_600_000);
    await round();
    const log = JSON.stringify(sandbox.log);
    await sandbox.close();
    const letters = await readFile(join(state, 'dead-letters.ndjson'), 'utf8');
    for (const text of [log, letters]) {
      expect(text).toContain('Cannot POST [address]');
      expect(text).not.toMatch(/TOPSECRET|QUERY/);
    }
  });
});
