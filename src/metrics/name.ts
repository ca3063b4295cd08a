/** The full name of a metric of this server. Those of Node and of the process have their usual names. */
export const metricName = (name: string): string => `experiments_graph_${name}`;
