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
      throw inputError(`This is an ID of type ${typename}, not Project.`, 'id', 'INVALID_ID');
    }
    return projectLoader(context).load(id);
  },
});
