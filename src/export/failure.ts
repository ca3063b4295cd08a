import { GraphFailure, type GraphError } from '../graph-client/graph-failure.ts';

/** An experiment that could not be read, so that the export has none of its rows. */
export interface ExportFailure {
  /** PostHog's number of the experiment; undefined for a row of the list that is no experiment. */
  readonly experimentId: number | undefined;
  /** The code of the first error, as docs/errors.md lists them. */
  readonly code: string;
  /** In English, without keys. */
  readonly message: string;
}

/** The failure of one experiment from the errors of its answer. */
export function failureOf(
  experimentId: number | undefined,
  errors: readonly GraphError[],
): ExportFailure {
  const { code, message } = new GraphFailure(errors);
  const at = errors[0]?.path?.join('.');
  return { experimentId, code, message: at === undefined ? message : `${at}: ${message}` };
}

/** Thrown when an export ends before its last row. What was written can be continued. */
export class ExportCut extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExportCut';
  }
}

/** Thrown for a request that no export can answer, such as a position that is not in the project. */
export class ExportRefused extends Error {
  /** The option or parameter that it is about. */
  readonly field: string;

  constructor(field: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExportRefused';
    this.field = field;
  }
}
