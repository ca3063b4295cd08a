import type { Writable } from 'node:stream';
import type { ExportUnit } from './export-units.ts';
import type { ExportFailure } from './failure.ts';
import type { Encoder } from './formats/encoder.ts';

/** Where an export goes. */
export interface Sink {
  /** Resolves when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
}

/** What an export has so far. */
export interface ExportSummary {
  /** Experiments that were read, with rows or without. */
  experiments: number;
  rows: number;
  readonly failures: ExportFailure[];
}

export interface RunOptions {
  /** True where the export continues one whose beginning is written. */
  readonly continues?: boolean | undefined;
  /** Called for each experiment, once its rows are written. */
  readonly onUnit?:
    ((unit: ExportUnit, summary: ExportSummary) => Promise<void> | void) | undefined;
}

/**
 * Writes an export to its end.
 * @throws what reading the units and writing throws; what was written until then is whole experiments
 */
export async function runExport(
  units: AsyncIterable<ExportUnit>,
  encoder: Encoder,
  sink: Sink,
  { continues, onUnit }: RunOptions = {},
): Promise<ExportSummary> {
  const summary: ExportSummary = { experiments: 0, rows: 0, failures: [] };
  const write = async (bytes: Uint8Array) => {
    if (bytes.length > 0) await sink.write(bytes);
  };
  if (!continues) await write(encoder.begin());
  for await (const unit of units) {
    if (unit.failure) summary.failures.push(unit.failure);
    else {
      await write(encoder.rows(unit.rows));
      summary.experiments += 1;
      summary.rows += unit.rows.length;
    }
    await onUnit?.(unit, summary);
  }
  await write(encoder.end());
  return summary;
}

/**
 * A stream as the goal of an export. Each write waits until the stream has passed it on.
 * @returns a sink whose `write` throws when the reader has left
 */
export const sinkOf = (stream: Writable): Sink => ({
  write: (bytes) =>
    new Promise((resolve, reject) => {
      const left = () => {
        reject(new ReaderLeft());
      };
      if (stream.destroyed) {
        left();
        return;
      }
      stream.once('close', left);
      stream.write(bytes, (error) => {
        stream.off('close', left);
        if (error) reject(new ReaderLeft({ cause: error }));
        else resolve();
      });
    }),
});

/** Thrown when whoever reads an export has left before its end. */
export class ReaderLeft extends Error {
  constructor(options?: ErrorOptions) {
    super('The reader of the export has left before its end.', options);
    this.name = 'ReaderLeft';
  }
}
