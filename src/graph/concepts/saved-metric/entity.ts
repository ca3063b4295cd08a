import { builder } from '../../core/builder.ts';
import { keyOfReference } from '../../core/reference.ts';
import { savedMetricLoader } from './loader.ts';
import { SavedMetricRef } from './ref.ts';

builder.asEntity(SavedMetricRef, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: async (reference, context) => {
    const key = keyOfReference('SavedMetric', reference, context);
    const row = await savedMetricLoader(context).load(key);
    return row && { projectId: key.projectId, row };
  },
});
