/** Where traces are sent, and which ones. */
export interface TraceSettings {
  /** The collector's address for traces. */
  readonly url: string;
  readonly protocol: 'http/protobuf' | 'http/json';
  /** Headers for the collector; they may be secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Attributes of this service, its name among them. */
  readonly resource: Readonly<Record<string, string>>;
  readonly sampler: 'always_on' | 'always_off' | 'traceidratio';
  /** Follow the decision of the caller, where there is one. */
  readonly followsCaller: boolean;
  /** Share of traces of the sampler `traceidratio`, from 0 to 1. */
  readonly ratio: number;
}
