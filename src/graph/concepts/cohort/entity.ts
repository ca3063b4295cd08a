import { builder } from '../../core/builder.ts';
import { keyOfReference } from '../../core/reference.ts';
import { cohortLoader } from './loader.ts';
import { CohortRef } from './ref.ts';

builder.asEntity(CohortRef, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: async (reference, context) => {
    const key = keyOfReference('Cohort', reference, context);
    const row = await cohortLoader(context).load(key);
    return row && { projectId: key.projectId, row };
  },
});
