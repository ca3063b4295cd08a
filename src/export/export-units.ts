import type { GraphClient } from '../graph-client/graph-client.ts';
import { GraphFailure } from '../graph-client/graph-failure.ts';
import type { Row } from './columns/column.ts';
import { ExportCut, ExportRefused, failureOf, type ExportFailure } from './failure.ts';
import { kinds } from './kinds.ts';
import { mapInOrder } from './read/in-order.ts';
import { listExperiments, type Had } from './read/list-experiments.ts';
import type { Listed } from './read/list-pages.ts';
import { listedOne, readExperiment } from './read/one-experiment.ts';
import { positionOf, type Position } from './read/position.ts';
import type { ExportRequest } from './request.ts';

/** What one experiment gives to an export: all its rows, or why it has none. */
export interface ExportUnit {
  /** Undefined for a row of PostHog's list that is no experiment. */
  readonly position: Position | undefined;
  readonly rows: readonly Row[];
  readonly failure: ExportFailure | undefined;
}

export interface UnitOptions extends Had {
  /** Ends the export. */
  readonly signal?: AbortSignal | undefined;
}

/** Experiments that are read at the same time. */
const AT_ONCE = 4;
/** So many experiments in a row that cannot be read mean that none can. */
const MAX_FAILURES_IN_A_ROW = 10;

/**
 * The experiments of an export that it does not have already, each read when there is room for it.
 * @throws GraphFailure when the list cannot be read, ExportRefused when the only experiment asked for does not exist,
 *   ExportCut when nothing can be read any more, the signal's reason
 */
export async function* exportUnits(
  client: GraphClient,
  request: ExportRequest,
  { signal, ...had }: UnitOptions = {},
): AsyncGenerator<ExportUnit> {
  let failedInARow = 0;
  const experiments = selected(listed(client, request, had), request);
  const units = mapInOrder(experiments, AT_ONCE, (one) => unitOf(client, one, request));
  for await (const unit of units) {
    signal?.throwIfAborted();
    failedInARow = unit.failure ? failedInARow + 1 : 0;
    if (unit.failure && failedInARow >= MAX_FAILURES_IN_A_ROW) {
      const { code, message } = unit.failure;
      throw new ExportCut(
        `The last ${MAX_FAILURES_IN_A_ROW} experiments could not be read: ${code}, ${message}`,
      );
    }
    yield unit;
  }
}

function listed(client: GraphClient, request: ExportRequest, had: Had): AsyncGenerator<Listed> {
  const { experiment } = request;
  return experiment === undefined
    ? listExperiments(client, request, had)
    : listedOne(client, { ...request, experiment }, had);
}

async function* selected(
  experiments: AsyncIterable<Listed>,
  { kind, since = '', until = '9999' }: ExportRequest,
): AsyncGenerator<Listed> {
  const isOfRows = kinds[kind].hasDays;
  for await (const one of experiments) {
    const day = 'posthogId' in one ? one.createdAt?.slice(0, 10) : undefined;
    if (!isOfRows && day !== undefined && (day < since || day > until)) continue;
    yield one;
  }
}

async function unitOf(
  client: GraphClient,
  listed: Listed,
  request: ExportRequest,
): Promise<ExportUnit> {
  if (!('posthogId' in listed)) return { position: undefined, rows: [], failure: listed };
  const position = positionOf(listed);
  try {
    const rows = await kinds[request.kind].rowsOf(client, listed, request);
    return 'code' in rows
      ? { position, rows: [], failure: rows }
      : { position, rows, failure: undefined };
  } catch (error) {
    return { position, rows: [], failure: failedAlone(error, listed.posthogId) };
  }
}

/** The failure of one experiment. @throws what concerns all of them, such as a key that is not accepted */
function failedAlone(error: unknown, id: number): ExportFailure {
  if (!(error instanceof GraphFailure) || error.code === 'UNAUTHENTICATED') throw error;
  return failureOf(id, error.errors);
}

/**
 * Where an experiment stands, to continue behind it. 1 call.
 * @throws ExportRefused when the project has no such experiment, GraphFailure when it cannot be read
 */
export async function positionAt(
  client: GraphClient,
  id: number,
  projectId: string | undefined,
): Promise<Position> {
  const experiment = await readExperiment(client, id, projectId);
  if (experiment) return positionOf(experiment);
  throw new ExportRefused(
    'after',
    `There is no experiment ${id} any more, so the export cannot continue behind it. Name the one before it, or begin again.`,
  );
}
