/** A dashboard of 25 experiments with the newest result of all their metrics. */
export const dashboard = (directive = '') => `query Dashboard ${directive} {
  experiments(first: 25) {
    nodes { id name status metrics { name timeseries { latest { date } } } }
  }
}`;
