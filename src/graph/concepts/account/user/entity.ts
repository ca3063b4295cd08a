import { builder } from '../../../core/builder.ts';
import { UserRef } from './ref.ts';

// PostHog has no call that reads an account by its id, so a supergraph can refer to one but not come here for it.
builder.asEntity(UserRef, {
  key: builder.keyDirective(builder.selection<{ id: string }>('id'), false),
  resolveReference: () => null,
});
