import { builder } from '../../core/builder.ts';
import { keyOfReference } from '../../core/reference.ts';
import { holdoutLoader } from './loader.ts';
import { HoldoutRef } from './ref.ts';

builder.asEntity(HoldoutRef, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: async (reference, context) => {
    const key = keyOfReference('Holdout', reference, context);
    const row = await holdoutLoader(context).load(key);
    return row && { projectId: key.projectId, row };
  },
});
