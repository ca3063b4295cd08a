import { z } from 'zod';
import { readConfig } from '../../config/config.ts';
import { examine, type Examined } from '../../doctor/examine.ts';
import { linesOf, summaryOf, verdictOf } from '../../doctor/report.ts';
import { kindOf } from '../../posthog/keys/key-kind.ts';
import { openToProjectSecretKeys } from '../../posthog/layers/project-secret-keys.ts';
import { createUpstream } from '../../posthog/client.ts';
import { UpstreamLedger } from '../../posthog/request/ledger.ts';
import { version } from '../../version.ts';
import { OptionError } from '../option-error.ts';
import { parseWords } from '../parse-words.ts';
import type { Terminal } from '../terminal.ts';

const options = z.strictObject({
  host: z.string().optional(),
  project: z.string().optional(),
  experiments: z.coerce.number('--experiments must be a number').int().min(1).max(100).default(5),
  session: z.string().optional(),
  'max-calls': z.coerce.number('--max-calls must be a number').int().min(1).max(400).default(120),
  json: z.boolean().default(false),
});

/**
 * Reads everything the key in POSTHOG_API_KEY may read from a PostHog, compares the answers with the contract this
 * product is built against, and prints what does not fit, without data of the project. Changes nothing.
 * @returns 1 when an answer does not fit, or when nothing could be read
 * @throws ConfigError, OptionError
 */
export async function doctor(terminal: Terminal, words: readonly string[]): Promise<number> {
  const chosen = readOptions(words);
  const host = chosen.host ?? terminal.environment['POSTHOG_HOST'];
  const config = readConfig({ ...terminal.environment, POSTHOG_HOST: host }, []);
  const { apiKey, posthogHost } = config;
  if (posthogHost === undefined)
    throw new OptionError('Name the PostHog to read: doctor --host https://us.posthog.com');
  if (apiKey === undefined)
    throw new OptionError(
      'Set POSTHOG_API_KEY to the key to read with. It is sent to --host only.',
    );
  const upstream = createUpstream({
    host: posthogHost,
    ...config.upstream,
    freshness: undefined,
    lazyRows: false,
    version,
  });
  const ledger = new UpstreamLedger();
  const client = upstream.for({ apiKey }, { ledger });
  const project = chosen.project ?? config.projectId;
  const results: Examined[] = [];
  const isSecret = kindOf(apiKey) === 'project-secret';
  if (!chosen.json) terminal.print(`${posthogHost}, project ${project}, ${keyName(isSecret)}\n`);
  try {
    for await (const examined of examine(client, {
      project,
      sampleSize: chosen.experiments,
      session: chosen.session,
      maxCalls: chosen['max-calls'],
      readsOperation: (id) => !isSecret || openToProjectSecretKeys.has(id),
    })) {
      results.push(examined);
      if (!chosen.json) for (const line of linesOf(examined)) terminal.print(line);
    }
  } finally {
    await upstream.close();
  }
  if (chosen.json) terminal.print(JSON.stringify(results.map(toJson), undefined, 2));
  else for (const line of ['', ...summaryOf(results, ledger.log.length)]) terminal.print(line);
  const verdicts = results.map(verdictOf);
  return verdicts.includes('differs') || !verdicts.includes('fits') ? 1 : 0;
}

const keyName = (isSecret: boolean) =>
  isSecret ? 'project secret key' : 'personal API key or OAuth token';

function toJson(examined: Examined) {
  const { operation, answers, misfits, unknown, refusals, notRead } = examined;
  return {
    operation: operation.id,
    verdict: verdictOf(examined),
    answers,
    misfits,
    unknown,
    refusals: refusals.map(({ status, kind, missingScopes }) => ({ status, kind, missingScopes })),
    ...(notRead !== undefined && { notRead }),
  };
}

function readOptions(words: readonly string[]) {
  const { values } = parseWords(words, {
    options: {
      host: { type: 'string' },
      project: { type: 'string' },
      experiments: { type: 'string' },
      session: { type: 'string' },
      'max-calls': { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const read = options.safeParse(values);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new OptionError(`--${String(issue?.path[0])}: ${issue?.message}`, { cause: read.error });
}
