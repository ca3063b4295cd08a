import { constants, open, type FileHandle } from 'node:fs/promises';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import { ExportRefused } from '../failure.ts';
import { exportUnits, type ExportUnit } from '../export-units.ts';
import { createEncoder } from '../formats/create-encoder.ts';
import { kinds } from '../kinds.ts';
import type { ExportFormat, ExportRequest } from '../request.ts';
import { runExport, type ExportSummary } from '../run-export.ts';
import { readPartial, removePartial, writePartial, type Partial } from './partial.ts';
import { readWritten, type Written } from './written-experiments.ts';

export interface FileExport {
  readonly file: string;
  readonly format: ExportFormat;
  readonly request: ExportRequest & { readonly projectId: string };
  /** The PostHog that is read, so that an export of another one does not continue this. */
  readonly posthog: string;
  /** Continues what is in the file. */
  readonly resume: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onUnit?: ((unit: ExportUnit, summary: ExportSummary) => void) | undefined;
}

/** What an export begins with: what of the file stays. */
interface Start extends Written {
  /** PostHog's numbers of the experiments that could not be read before. */
  readonly failed: readonly number[];
}

const FROM_SCRATCH: Start = { bytes: 0, ids: new Set(), failed: [] };

/**
 * Writes an export to a file. Nothing of an older file is changed before PostHog has answered. While it is not whole, a
 * file beside it says so, and how to continue; a Parquet file cannot be continued and cannot be read before its end.
 * @throws ExportRefused for a file that cannot be continued, what `runExport` throws, and errors of the file system
 */
export async function exportToFile(
  client: GraphClient,
  { file, format, request, posthog, resume, signal, onUnit }: FileExport,
): Promise<ExportSummary> {
  const description = { ...request, format, posthog };
  const start = resume ? await startOf(file, description) : FROM_SCRATCH;
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT);
  try {
    const units = await begun(exportUnits(client, request, { written: start.ids, signal }));
    await handle.truncate(start.bytes);
    const partial: Partial = {
      request: description,
      bytes: start.bytes,
      failed: [...start.failed],
    };
    await writePartial(file, partial);
    const write = appender(handle, start.bytes);
    const summary = await runExport(units, await createEncoder(format, request.kind), write, {
      continues: start.bytes > 0,
      async onUnit(unit, soFar) {
        note(partial, unit);
        partial.bytes = write.offset;
        if (format !== 'parquet') await writePartial(file, partial);
        onUnit?.(unit, soFar);
      },
    });
    if (summary.failures.length === 0) await removePartial(file);
    else {
      const failed = summary.failures.flatMap(({ experimentId }) => experimentId ?? []);
      await writePartial(file, { ...partial, bytes: write.offset, failed });
    }
    return summary;
  } finally {
    await handle.close();
  }
}

/** What another iterable gives, once it has given the first of it. @throws what that fails with */
async function begun<Unit>(units: AsyncIterable<Unit>): Promise<AsyncIterable<Unit>> {
  const iterator = units[Symbol.asyncIterator]();
  let next = await iterator.next();
  return (async function* () {
    try {
      for (; next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}

/** Notes in the description of a partial export that an experiment was read, or could not be. */
function note(partial: Partial, { position, failure }: ExportUnit): void {
  const id = position?.id ?? failure?.experimentId;
  // A row of the list that is no experiment.
  if (id === undefined) return;
  partial.failed = partial.failed.filter((one) => one !== id);
  if (failure) partial.failed.push(id);
}

/** Where a cut export continues: behind what the file beside it says, or else as its own rows do. */
async function startOf(file: string, description: Partial['request']): Promise<Start> {
  const size = await sizeOf(file);
  if (size === undefined) return FROM_SCRATCH;
  const { format, kind } = description;
  if (format === 'parquet')
    throw new ExportRefused(
      'resume',
      'A Parquet file cannot be continued: its index is written last. Begin again without --resume, or export NDJSON or CSV.',
    );
  const partial = await readPartial(file);
  const columns = kinds[kind].columns.map(({ name }) => name);
  if (!partial) return { ...(await readWritten(file, format, columns)), failed: [] };
  const [stored, asked] = [partial.request, description].map((one) => textOf(one));
  if (stored !== asked)
    throw new ExportRefused(
      'resume',
      `${file} is another export: ${stored}, not ${asked}. Use the same options, or begin again without --resume.`,
    );
  if (size < partial.bytes)
    throw new ExportRefused(
      'resume',
      `${file} is shorter than when it was written. Begin again without --resume.`,
    );
  const written = await readWritten(file, format, columns, partial.bytes);
  return { ...written, failed: partial.failed };
}

const textOf = (request: Partial['request']): string =>
  Object.entries(request)
    .filter(([, value]) => value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const handle = await open(file);
    try {
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Appends to a file from an offset on. */
function appender(handle: FileHandle, from: number) {
  const sink = {
    /** Length of the file. */
    offset: from,
    async write(bytes: Uint8Array) {
      for (let done = 0; done < bytes.length;) {
        // oxlint-disable-next-line no-await-in-loop
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, sink.offset);
        done += bytesWritten;
        sink.offset += bytesWritten;
      }
    },
  };
  return sink;
}
