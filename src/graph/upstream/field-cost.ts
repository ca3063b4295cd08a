/** What one field costs upstream, as data: the planner and the resolvers read the same words. */
export interface FieldUpstream {
  /** True when list rows do not carry the field, so the experiment's detail must be read. */
  readonly detail?: true;
}
