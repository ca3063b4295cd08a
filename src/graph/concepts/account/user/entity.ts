import { builder } from '../../../core/builder.ts';
import { UserRef } from './ref.ts';

// PostHog has no call that reads an account by its id. A supergraph can therefore refer to a user
// but cannot resolve one here.
builder.asEntity(UserRef, {
  key: builder.keyDirective(builder.selection<{ id: string }>('id'), false),
  resolveReference: () => null,
});
