import { Kind } from 'graphql';
import { readDocument } from '../../planner/document/read-document.ts';
import type { Manifest } from './operations.ts';

/** The names of the operations of a manifest. */
export const operationNames = (manifest: Manifest): readonly string[] =>
  [...manifest.values()].flatMap((document) =>
    readDocument(document).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name ? definition.name.value : [],
    ),
  );
