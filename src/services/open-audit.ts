import type { DestinationStream, Logger } from 'pino';
import type { AuditFile } from '../audit/audit-file.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { ConfigError, type Config } from '../config/config.ts';
import { createLog } from '../log/log.ts';

/** Maximum wait for the disk when the process ends. */
const LAST_LINES_MS = 1_000;

/** The audit log of a server. */
export interface Audit {
  readonly observer: AuditLog;
  /** Writes what waits, and closes the file. */
  close(): Promise<void>;
}

export interface AuditOptions {
  readonly log: Logger;
  /** Where `stderr` leads. */
  readonly logDestination: DestinationStream;
  /** What must not appear in a line. */
  readonly secrets: Iterable<string>;
}

/**
 * Opens the audit log; undefined when it is off.
 * @throws ConfigError when its file cannot be opened
 */
export async function openAudit(
  { auditLog: to }: Pick<Config, 'auditLog'>,
  { log, logDestination, secrets }: AuditOptions,
): Promise<Audit | undefined> {
  if (to === undefined) return undefined;
  const writtenTo = (destination: DestinationStream) =>
    createLog({ level: 'info', secrets, destination });
  if (to === 'stderr') {
    const observer = new AuditLog(writtenTo(logDestination));
    return {
      observer,
      close: () => {
        observer.end();
        return Promise.resolve();
      },
    };
  }
  const file = await openFile(to, {
    onFailure(error) {
      log.error({ err: error }, 'the audit log cannot be written: its lines wait, up to 4 MB');
    },
    onRecovery(lost) {
      log.info({ lost }, 'the audit log can be written again');
      if (lost > 0) lines.warn({ lost }, 'lines of this audit log were lost');
    },
  });
  const lines = writtenTo(file);
  const observer = new AuditLog(lines);
  return {
    observer,
    async close() {
      observer.end();
      await file.close(LAST_LINES_MS);
    },
  };
}

async function openFile(...[path, events]: Parameters<typeof AuditFile.open>): Promise<AuditFile> {
  // Imported only when needed: it loads parts of Node that a start without an audit file does without.
  const { AuditFile: File } = await import('../audit/audit-file.ts');
  try {
    return await File.open(path, events);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigError([`AUDIT_LOG: the file cannot be opened for appending (${code}).`]);
  }
}
