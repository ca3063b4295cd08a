import { builder } from '../../../core/builder.ts';
import { decodeGlobalId, notAnId } from '../../../core/global-id.ts';
import { textOf } from '../../../core/reference.ts';
import { loadRecalculation, MetricsRecalculationRef } from './ref.ts';

builder.asEntity(MetricsRecalculationRef, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: (reference, context) => {
    const text = textOf(reference, 'id');
    const { typename, id } = decodeGlobalId(text);
    if (typename !== 'MetricsRecalculation') throw notAnId(text);
    return loadRecalculation(id, context);
  },
});
