/** What deliveries report, for the log and for metrics. */
export interface DeliveryLog {
  /** An attempt has ended. */
  attempted(endpoint: string, outcome: 'delivered' | 'failed'): void;
  /** The first attempt has failed since the last success; the reason has no address and no secret. */
  onFailing(endpoint: string, reason: string): void;
  /** An event was delivered after failures. */
  onRecovered(endpoint: string, failures: number): void;
  /** The receiver wants no more events. */
  onDisabled(endpoint: string): void;
  /** Events were given up, and are in the file of dead letters. */
  onGivenUp(endpoint: string, events: number, reason: string): void;
  /** Number of events that wait for an endpoint. */
  waiting(endpoint: string, events: number): void;
  /** What is stored could not be used; it is tried again. */
  onStateFailure(endpoint: string, error: unknown): void;
}
