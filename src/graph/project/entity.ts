import { builder } from '../builder.ts';
import { decodeGlobalId } from '../global-id.ts';
import { inputError } from '../input-error.ts';
import { textOf } from '../federation/reference.ts';
import { projectLoader } from './loader.ts';
import { ProjectRef } from './ref.ts';

builder.asEntity(ProjectRef, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: async (reference, context) => {
    const { typename, id } = decodeGlobalId(textOf(reference, 'id'));
    if (typename !== 'Project') {
      throw inputError(`This is an id of type ${typename}, not Project.`, 'id', 'INVALID_ID');
    }
    const row = await projectLoader(context).load(id);
    // A copy, because federation writes the type's name on what it is given, and the row is kept.
    return row && { ...row };
  },
});
