import { builder } from '../../core/builder.ts';
import { keyOfReference, projectOfReference, textOf } from '../../core/reference.ts';
import { flagByKey } from './key-loader.ts';
import { flagLoader } from './loader.ts';
import { FeatureFlagRef } from './ref.ts';

builder.asEntity(FeatureFlagRef, {
  key: [
    builder.selection<{ id: string }>('id'),
    builder.selection<{ projectId: string; key: string }>('projectId key'),
  ],
  resolveReference: async (reference, context) => {
    if ('key' in reference) {
      const projectId = projectOfReference(reference, context);
      const row = await flagByKey(context, projectId, textOf(reference, 'key'));
      return row && { projectId, row };
    }
    const key = keyOfReference('FeatureFlag', reference, context);
    const row = await flagLoader(context).load(key);
    return row && { projectId: key.projectId, row };
  },
});
