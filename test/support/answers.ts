// Answer types of the test documents' selections; each document uses the fields it needs.

export interface ArmAnswer {
  readonly key: string;
  readonly samples: number;
  readonly sum: number;
  readonly mean: number;
}

export interface VariantAnswer extends ArmAnswer {
  readonly method: string;
  readonly delta: number;
  readonly direction: string;
  readonly interval: { readonly lower: number; readonly upper: number; readonly level: number };
  readonly chanceToWin: number;
  readonly chanceToImprove: number;
  readonly pValue: number;
  readonly significant: boolean;
}

/** A day of a series, or a latest result. */
export interface ResultAnswer {
  readonly date: string;
  readonly source: string;
  readonly asOf: string;
  readonly error: string | null;
  readonly baseline: ArmAnswer | null;
  readonly variants: readonly VariantAnswer[];
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface SeriesAnswer {
  readonly status: string;
  readonly staleReason: string | null;
  readonly points: readonly ResultAnswer[];
  readonly latest: ResultAnswer;
  readonly errors: readonly { readonly date: string; readonly message: string }[];
  readonly computedAt: string;
  readonly formattedResults: string;
}

export interface MetricAnswer {
  readonly __typename: string;
  readonly id: string;
  readonly uuid: string;
  readonly name: string;
  readonly role: string;
  readonly goal: string;
  readonly isShared: boolean;
  readonly fingerprint: string;
  readonly raw: Record<string, unknown>;
  readonly timeseries: SeriesAnswer;
  readonly latestResult: ResultAnswer | null;
  readonly verdict: {
    readonly state: string;
    readonly variant: string | null;
    readonly because: string;
  };
  readonly daysToSignificance: number | null;
}

export interface Named {
  readonly name: string;
}
