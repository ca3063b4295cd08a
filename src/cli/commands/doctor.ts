import { readConfig } from '../../config/config.ts';
import { examine, type Examined } from '../../doctor/examine.ts';
import { linesOf, summaryOf, verdictOf } from '../../doctor/report.ts';
import { kindOf } from '../../posthog/keys/key-kind.ts';
import { openToProjectSecretKeys } from '../../posthog/layers/project-secret-keys.ts';
import { createUpstream } from '../../posthog/client.ts';
import { UpstreamLedger } from '../../posthog/request/ledger.ts';
import { version } from '../../version.ts';
import { OptionError } from '../option-error.ts';
import { withSettings } from '../settings.ts';
import { STOPPED, stopSignal } from '../stop-signal.ts';
import type { Terminal } from '../terminal.ts';

/** What may be set for a run of the command. */
export interface DoctorOptions {
  /** Base URL of the PostHog to read; otherwise POSTHOG_HOST. */
  readonly host?: string;
  readonly project?: string;
  readonly config?: string;
  /** Number of experiments to read in detail. */
  readonly experiments: number;
  /** Session whose recording is looked up. */
  readonly session?: string;
  readonly maxCalls: number;
  readonly json?: true;
}

/**
 * Reads everything the key in POSTHOG_API_KEY may read from a PostHog, compares the answers with the contract this
 * product is built against, and prints what does not fit, without data of the project. Changes nothing.
 * @returns 1 when an answer does not fit, or when nothing could be read
 * @throws ConfigError, OptionError
 */
export async function doctor(terminal: Terminal, options: DoctorOptions): Promise<number> {
  const { experiments: sampleSize, session, maxCalls, json } = options;
  const config = readConfig(
    withSettings(terminal.environment, {
      ...(options.host !== undefined && { posthogHost: options.host }),
      ...(options.project !== undefined && { project: options.project }),
      ...(options.config !== undefined && { config: options.config }),
    }),
    { opens: [], servesKey: false },
  );
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
  const signal = stopSignal(terminal);
  const client = upstream.for({ apiKey }, { ledger, signal });
  const project = config.projectId;
  const results: Examined[] = [];
  const isSecret = kindOf(apiKey) === 'project-secret';
  if (!json) terminal.print(`${posthogHost}, project ${project}, ${keyName(isSecret)}\n`);
  try {
    for await (const examined of examine(client, {
      project,
      sampleSize,
      session,
      maxCalls,
      signal,
      readsOperation: (id) => !isSecret || openToProjectSecretKeys.has(id),
    })) {
      results.push(examined);
      if (!json) for (const line of linesOf(examined)) terminal.print(line);
    }
  } finally {
    await upstream.close();
  }
  if (json) terminal.print(JSON.stringify(results.map(toJson), undefined, 2));
  else for (const line of ['', ...summaryOf(results, ledger.log.length)]) terminal.print(line);
  if (signal.aborted) terminal.printError(STOPPED);
  const verdicts = results.map(verdictOf);
  return signal.aborted || verdicts.includes('differs') || !verdicts.includes('fits') ? 1 : 0;
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
