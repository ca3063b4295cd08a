import { builder } from '../../../core/builder.ts';
import { decodeGlobalId } from '../../../core/global-id.ts';
import { inputError } from '../../../core/input-error.ts';
import { textOf } from '../../../core/reference.ts';
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
