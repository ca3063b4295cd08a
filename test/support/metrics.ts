import { lineOf, type InProcess } from './in-process.ts';

/** One sample of the text format of Prometheus. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The metrics of a server at one moment. */
export class Scraped {
  readonly text: string;
  readonly samples: readonly Sample[];

  constructor(text: string) {
    this.text = text;
    this.samples = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map(sampleOf);
  }

  /** The samples of a metric of this server that have these labels, and maybe others. */
  all(name: string, labels: Readonly<Record<string, string>> = {}): readonly Sample[] {
    return this.samples.filter(
      (sample) =>
        sample.name === `experiments_graph_${name}` &&
        Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
    );
  }

  /** The sum of those samples; 0 without any. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.all(name, labels).reduce((sum, { value }) => sum + value, 0);
  }
}

/** The address of the metrics of a server that was started with METRICS_PORT. */
export function metricsUrl({ printed }: Pick<InProcess, 'printed'>): string {
  const url = lineOf(printed, 'Metrics');
  if (url === undefined) throw new Error('The server has no metrics.');
  return url;
}

/** Reads the metrics of a server. */
export async function scrape(server: Pick<InProcess, 'printed'>): Promise<Scraped> {
  const response = await fetch(metricsUrl(server));
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
  return new Scraped(await response.text());
}

function sampleOf(line: string): Sample {
  const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === '') throw new Error(`not a sample: ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
  return {
    name,
    labels: Object.fromEntries(pairs.map(([, label = '', text = '']) => [label, text])),
    value: Number(value),
  };
}
