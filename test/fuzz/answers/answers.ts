import fc from 'fast-check';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { startInProcess } from '../../support/in-process.ts';
import { manglingPostHog } from '../../support/mangling-posthog.ts';
import type { FuzzOptions, FuzzTarget } from '../target.ts';
import { askings, type FuzzedCall } from './asking.ts';
import { mangling } from './mangling.ts';

/** Codes that blame this API or the caller, although only PostHog's answers are wrong. */
const WRONG_BLAME =
  /"(?:INTERNAL_SERVER_ERROR|BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)"|INTERNAL_SERVER_ERROR:|A server error occurred\./;

/** The text of an answer; for a stream, its first event. */
async function ask(url: string, key: string, { path, method, body }: FuzzedCall): Promise<string> {
  const isStream = JSON.stringify(body ?? '').includes('subscription {');
  const isDeferred = JSON.stringify(body ?? '').includes('@defer');
  const accept = isStream
    ? 'text/event-stream'
    : isDeferred
      ? 'multipart/mixed'
      : 'application/json, text/event-stream';
  const leaving = new AbortController();
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${key}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(20_000)]),
  });
  if (!isStream || !response.body) return `${response.status} ${await response.text()}`;
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (/\ndata: /.test(text)) break;
  }
  leaving.abort();
  return text;
}

/** Mangles PostHog's answers in every way: nothing may crash, report the wrong cause, or be sent twice. */
export const answers: FuzzTarget = {
  name: 'answers',
  async run({ seed, seconds, runs }: FuzzOptions) {
    const sandbox = await startCheckedSandbox();
    const posthog = await manglingPostHog(sandbox.url, 'phx_sandbox');
    const product = await startInProcess({
      POSTHOG_HOST: posthog.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      REQUEST_TIMEOUT_MS: '1500',
      FRESH_EXPERIMENTS_SECONDS: '0',
      FRESH_SETTINGS_SECONDS: '0',
      FRESH_RESULTS_SECONDS: '0',
      STALE_MAX_SECONDS: '0',
    });
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    let tried = 0;
    try {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...askings), mangling, async (asking, mangle) => {
          tried += 1;
          posthog.mangles(mangle);
          // A new key for each run, which has no throttle or idempotency key of an earlier run.
          const said = await ask(product.url, `phx_fuzz_${tried}`, asking);
          const sent = posthog.passed.filter((call) => !call.startsWith('GET '));
          if (WRONG_BLAME.test(said))
            throw new Error(`${JSON.stringify(asking)}: ${said.slice(0, 2_000)}`);
          if (sent.length > asking.writes)
            throw new Error(`${JSON.stringify(asking)}: ${sent.join(', ')}`);
          if (rejections.length > 0)
            throw new Error('A rejection that nobody handled.', { cause: rejections[0] });
        }),
        {
          seed,
          numRuns: runs ?? 1_000_000,
          interruptAfterTimeLimit: seconds * 1_000,
          markInterruptAsFailure: false,
          endOnFailure: true,
        },
      );
    } catch (error) {
      // The failure; fast-check's report describes how to reproduce it.
      const found =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
      throw new Error(`${String(error)}\n${found}`, { cause: error });
    } finally {
      process.off('unhandledRejection', note);
      posthog.mangles();
      await product.stop();
      await posthog.close();
      await sandbox.close();
    }
    return { tried };
  },
};
