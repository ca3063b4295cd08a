import type { ObjectRef } from '@pothos/core';
import { builder, type Types } from '../../core/builder.ts';
import type { GraphContext } from '../../context/context.ts';
import { decodeGlobalId } from '../../core/global-id.ts';
import { inputError } from '../../core/input-error.ts';
import { textOf } from '../../core/reference.ts';
import { metricTypename, type MetricNode, type MetricTypename, type StoredMetric } from './node.ts';
import {
  FunnelMetricRef,
  LegacyMetricRef,
  UnknownMetricRef,
  loadMetric,
  MeanMetricRef,
  MetricRef,
  RatioMetricRef,
  RetentionMetricRef,
} from './ref.ts';

const byId = builder.selection<{ id: string }>('id');

/** @param kind the only kind of metric the id may refer to; any kind when omitted */
async function resolveMetric(
  reference: { readonly id: string },
  context: GraphContext,
  kind?: MetricTypename,
): Promise<MetricNode | null> {
  const { typename, id } = decodeGlobalId(textOf(reference, 'id'));
  if (!typename.endsWith('Metric') || (kind !== undefined && typename !== kind)) {
    const wanted = kind ?? 'metric';
    throw inputError(`This is an ID of type ${typename}, not ${wanted}.`, 'id', 'INVALID_ID');
  }
  const node = await loadMetric(id, context);
  return node && metricTypename(node.metric) === typename ? node : null;
}

// The interface has the key too, so that another subgraph can refer to a metric without knowing its
// kind.
builder.asEntity(MetricRef, {
  key: byId,
  resolveReference: (reference, context) => resolveMetric(reference, context),
});

function kindEntity<Metric extends StoredMetric>(
  ref: ObjectRef<Types, MetricNode<Metric>>,
  kind: MetricTypename,
): void {
  builder.asEntity(ref, {
    key: byId,
    resolveReference: (reference, context) =>
      resolveMetric(reference, context, kind) as Promise<MetricNode<Metric> | null>,
  });
}

kindEntity(MeanMetricRef, 'MeanMetric');
kindEntity(FunnelMetricRef, 'FunnelMetric');
kindEntity(RatioMetricRef, 'RatioMetric');
kindEntity(RetentionMetricRef, 'RetentionMetric');
kindEntity(LegacyMetricRef, 'LegacyMetric');
kindEntity(UnknownMetricRef, 'UnknownMetric');
