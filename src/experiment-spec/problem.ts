/** Something that is wrong with a spec. */
export interface SpecProblem {
  readonly path: readonly (string | number)[];
  readonly code:
    | 'DUPLICATE'
    | 'SUM_NOT_100'
    | 'REQUIRED'
    | 'INVALID_INPUT'
    | 'INVALID_TYPE'
    | 'INVALID_VALUE'
    | 'TOO_SMALL'
    | 'TOO_BIG'
    | 'UNRECOGNIZED_KEYS';
  readonly message: string;
}
