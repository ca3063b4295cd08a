import type { GraphContext } from '../../context/context.ts';
import { DAY_MS } from '../../context/clock.ts';
import { deletedMeanwhile } from '../../core/deleted-meanwhile.ts';
import { recentActivityLoader } from '../activity/loader.ts';
import { statusOf } from '../experiment/lifecycle/state.ts';
import {
  experimentLoader,
  withDetail,
  type ExperimentDetail,
  type ExperimentRow,
} from '../experiment/loader.ts';
import { ofFlagLoader } from '../experiment/of-flag/loader.ts';
import type { ExperimentNode } from '../experiment/ref.ts';
import { metricsOf } from '../metric/from-experiment.ts';
import type { MetricNode } from '../metric/node.ts';
import { loadMeasured, loadPeople } from '../results/result/evidence.ts';
import { loadSeries } from '../results/timeseries/loader.ts';
import { pointsOf, type PointNode } from '../results/timeseries/points.ts';
import { interpretationOf } from '../results/result/interpretation-of.ts';
import { NotConclusive } from './finding.ts';

/**
 * An experiment that is examined. What takes calls is read when a check asks for it, by the loaders of the request, so
 * that several checks share a call.
 */
export class Subject {
  readonly node: ExperimentNode;
  readonly #context: GraphContext;

  constructor(node: ExperimentNode, context: GraphContext) {
    this.node = node;
    this.#context = context;
  }

  get row(): ExperimentRow {
    return this.node.row;
  }

  get #key() {
    return { projectId: this.node.projectId, posthogId: this.row.id };
  }

  get status(): string {
    return statusOf(this.row);
  }

  get isLaunched(): boolean {
    return this.row.start_date != null;
  }

  get isEnded(): boolean {
    return this.isLaunched && this.row.end_date != null;
  }

  /** Launched and not ended: running, paused or frozen. */
  get isLive(): boolean {
    return this.isLaunched && !this.isEnded;
  }

  /** Days since a moment of PostHog's, with fractions. */
  readonly daysSince = (moment: string): number =>
    (this.#context.clock.now.getTime() - Date.parse(moment)) / DAY_MS;

  readonly now = (): Date => this.#context.clock.now;

  get clock() {
    return this.#context.clock;
  }

  /** The experiment with its metrics and settings: 1 upstream call. */
  async detail(): Promise<ExperimentDetail> {
    const detail = await experimentLoader(this.#context).detail(this.#key);
    if (!detail) throw deletedMeanwhile('experiment');
    return detail;
  }

  async metrics(): Promise<MetricNode[]> {
    const row = await withDetail(this.node, this.#context, 'metrics');
    return row ? metricsOf(this.node.projectId, row) : [];
  }

  /** The people of the newest result, and whether they were split as configured. */
  async people() {
    return loadPeople(this.#context, await this.detail(), await this.metrics());
  }

  async measured() {
    return loadMeasured(this.#context, await this.metrics());
  }

  /**
   * The days of the series of the first metric that has one: 1 upstream call.
   * @throws NotConclusive where no metric has a series
   */
  async days(): Promise<PointNode[]> {
    const metrics = await this.metrics();
    const measured = metrics.find(({ metric }) => metric.uuid && metric.fingerprint);
    const row = measured && (await loadSeries(this.#context, measured));
    if (!row) throw new NotConclusive('No metric has a daily series.');
    return pointsOf(row, interpretationOf(measured), { from: null, to: null });
  }

  /** The newest entries of the activity log: 1 upstream call. */
  activity() {
    return recentActivityLoader(this.#context).load(this.#key);
  }

  /** Experiments that use the same flag, without archived ones: 1 upstream call. */
  async ofFlag(flag: { readonly id: number }): Promise<readonly ExperimentRow[]> {
    const { projectId } = this.node;
    return ofFlagLoader(this.#context).load({ projectId, posthogId: flag.id, archived: false });
  }
}
