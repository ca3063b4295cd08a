/** The metrics of a process as the library exports them: what can be sent from one process to another. */
export type ExportedMetrics = readonly object[];

/** What a worker sends to the primary process. */
export type FromWorker =
  /** All of its ports are open; with the text to print at the start. */
  | { readonly type: 'listening'; readonly banner: string }
  /** It has stopped to accept connections. */
  | { readonly type: 'not accepting' }
  /** The answer to `read metrics`. */
  | { readonly type: 'metrics'; readonly id: number; readonly metrics: ExportedMetrics };

/** What the primary process sends to a worker. It is asked to stop and to reload by signals, as any process. */
export type ToWorker =
  /** Answered with the same id. */
  | { readonly type: 'read metrics'; readonly id: number }
  /** No worker accepts connections any more: the open ones may be closed, and their clients are refused at once. */
  | { readonly type: 'end connections' };
