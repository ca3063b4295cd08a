import type { Types } from '../../../core/builder.ts';
import { UserRef, type UserNode } from './ref.ts';

type FieldsOf<Node> = PothosSchemaTypes.ObjectFieldBuilder<Types, Node>;

/** The account that created an object; null when the account was deleted. */
export const createdBy = <Node extends { readonly row: { readonly created_by: UserNode | null } }>(
  t: FieldsOf<Node>,
) =>
  t.field({
    type: UserRef,
    description: 'The account that created it. Null if the account was deleted.',
    nullable: true,
    resolve: ({ row }) => row.created_by,
  });

interface Authored {
  readonly created_by: UserNode | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Who created an object and when, and when it was last changed: the same on each type whose rows say it. */
export const authorship = <Node extends { readonly row: Authored }>(t: FieldsOf<Node>) => ({
  createdBy: createdBy(t),
  createdAt: t.field({
    type: 'DateTime',
    description: 'When it was created.',
    resolve: ({ row }) => row.created_at,
  }),
  updatedAt: t.field({
    type: 'DateTime',
    description: 'When it was last changed.',
    resolve: ({ row }) => row.updated_at,
  }),
});
