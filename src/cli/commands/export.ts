import type { Writable } from 'node:stream';
import { exportUnits, type ExportUnit } from '../../export/export-units.ts';
import { ExportCut, ExportRefused } from '../../export/failure.ts';
import { exportToFile } from '../../export/file/export-to-file.ts';
import { createEncoder } from '../../export/formats/create-encoder.ts';
import {
  exportFormats,
  type ArchivedChoice,
  type ExportFormat,
  type ExportKind,
  type ExportRequest,
  type ExportStatus,
} from '../../export/request.ts';
import { ReaderLeft, runExport, sinkOf, type ExportSummary } from '../../export/run-export.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { createPacedClient } from '../../graph-client/paced-client.ts';
import { formatOf } from '../format-of.ts';
import { OptionError } from '../option-error.ts';
import { printMisnamed } from '../misnamed.ts';
import { checkWritable } from '../output-file.ts';
import type { Terminal } from '../terminal.ts';
import { withGraphClient } from '../with-graph-client.ts';

/** What may be set for a run of the command. */
export interface ExportOptions {
  readonly format?: ExportFormat;
  readonly output?: string;
  readonly resume?: true;
  readonly experiment?: number;
  readonly status?: ExportStatus;
  readonly archived: ArchivedChoice;
  readonly since?: string;
  readonly until?: string;
  readonly project?: string;
  readonly config?: string;
}

/** Milliseconds between two lines of progress. */
const BETWEEN_LINES_MS = 5_000;

/**
 * Writes an export to a file or to standard output; what is not data goes to standard error.
 * @returns 0 for a whole export, 1 for one that lacks experiments or was cut
 * @throws ConfigError, OptionError
 */
export function exportCommand(
  terminal: Terminal,
  kind: ExportKind,
  options: ExportOptions,
): Promise<number> {
  const { output, format = formatOf(output, exportFormats), resume = false, ...chosen } = options;
  const { experiment, status, archived, since, until, ...settings } = chosen;
  checkOptions(terminal, { ...options, format });
  printMisnamed(terminal);
  return withGraphClient(
    terminal,
    'export',
    { ...settings, background: true },
    async (graph, services, signal) => {
      const { projectId, posthogHost, upstream } = services.config;
      const client = createPacedClient(graph, {
        limits: upstream.budget,
        signal,
        onWait: () => {
          terminal.printError('Three quarters of the calls are spent: waiting for more.');
        },
      });
      const request = { kind, projectId, experiment, status, archived, since, until };
      const onUnit = progressOf(terminal, () => graph.calls);
      try {
        const summary =
          output === undefined
            ? await toStdout(terminal, client, { request, format, signal, onUnit })
            : await exportToFile(client, {
                file: output,
                format,
                request,
                posthog: posthogHost ?? 'sandbox',
                resume,
                signal,
                onUnit,
              });
        return conclude(terminal, summary, graph.calls, output);
      } catch (error) {
        return explain(terminal, error, { signal, output, format });
      }
    },
  );
}

/** @throws OptionError */
function checkOptions(
  { output: stdout }: Terminal,
  { format, output, resume, since, until }: ExportOptions,
): void {
  if (resume && output === undefined) throw new OptionError('--resume needs --output <file>.');
  if (since !== undefined && until !== undefined && since > until)
    throw new OptionError('--since must not be behind --until.');
  const isTerminal = (stdout as Writable & { isTTY?: boolean }).isTTY === true;
  if (format === 'parquet' && output === undefined && isTerminal)
    throw new OptionError('Parquet is no text: name a file with --output, or use a pipe.');
  if (output !== undefined) checkWritable(output, 'beside');
}

interface StdoutExport {
  readonly request: ExportRequest;
  readonly format: ExportFormat;
  readonly signal: AbortSignal;
  readonly onUnit: (unit: ExportUnit, summary: ExportSummary) => void;
}

async function toStdout(
  { output }: Terminal,
  client: Parameters<typeof exportUnits>[0],
  { request, format, signal, onUnit }: StdoutExport,
): Promise<ExportSummary> {
  const encoder = await createEncoder(format, request.kind);
  const units = exportUnits(client, request, { signal });
  return runExport(units, encoder, sinkOf(output), { onUnit });
}

/** Prints how far an export is, on a terminal only. */
function progressOf(terminal: Terminal, calls: () => number) {
  let printedAt = performance.now();
  return (_: ExportUnit, { experiments, rows, failures }: ExportSummary) => {
    const now = performance.now();
    if (!terminal.logIsTerminal || now - printedAt < BETWEEN_LINES_MS) return;
    printedAt = now;
    const failed = failures.length > 0 ? `, ${failures.length} failed` : '';
    terminal.printError(`${experiments} experiments, ${rows} rows, ${calls()} calls${failed}`);
  };
}

/** Says what the export has, and what it lacks. */
function conclude(
  terminal: Terminal,
  { experiments, rows, failures }: ExportSummary,
  calls: number,
  output: string | undefined,
): number {
  terminal.printError(`${experiments} experiments, ${rows} rows, ${calls} calls to PostHog.`);
  if (failures.length === 0) return 0;
  terminal.printError(`The export is not whole: ${failures.length} experiments could not be read.`);
  for (const { experimentId, code, message } of failures)
    terminal.printError(`  ${experimentId ?? 'unknown'}: ${code}, ${message}`);
  if (output !== undefined) terminal.printError('Run it again with --resume to read only these.');
  return 1;
}

interface Circumstances {
  readonly signal: AbortSignal;
  readonly output: string | undefined;
  readonly format: ExportFormat;
}

/** Says why an export was cut, and how to continue it. @throws what is a bug */
function explain(
  terminal: Terminal,
  error: unknown,
  { signal, output, format }: Circumstances,
): number {
  // `head` has what it wants.
  if (error instanceof ReaderLeft) return 1;
  if (error instanceof ExportRefused) {
    terminal.printError(error.message);
    return 1;
  }
  const why = signal.aborted ? 'it was asked to stop' : reasonOf(error);
  if (why === undefined) throw error;
  terminal.printError(`The export is not whole: ${why}.`.replace('..', '.'));
  if (output !== undefined && format !== 'parquet')
    terminal.printError('Run it again with --resume to continue it.');
  return 1;
}

/** Undefined for an error that is a bug. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof GraphFailure) return `${error.code}, ${error.message}`;
  if (error instanceof ExportCut) return error.message;
  // Of the file system: no space, no permission.
  if (error instanceof Error && 'syscall' in error) return error.message;
  return undefined;
}
