/** The full name of a metric of this server. Those of Node and of the process have their usual names. */
export const metricName = (name: string): string => `experiments_graph_${name}`;

/** The label of the time series of one process where several workers serve: a number, or `primary` for the process above them. */
export const workerLabel = (worker: number | 'primary') => ({ worker: String(worker) });
