import type { RowsOfType } from './field-cost.ts';

/** Objects at one place in the answer: how many there may be, and what is known of them. */
export interface Place {
  readonly path: string;
  readonly type: string;
  /** How many objects the answer may have here. */
  readonly objects: number;
  /** How many of them are different: what is read for one is not read again where it is repeated. */
  readonly different: number;
  /** Rows of the connection at this place, for its `nodes` and `edges`; 0 elsewhere. */
  readonly rows: number;
  readonly hasDetail: boolean;
  /** What is known of the objects here that are of one type, where the type is abstract. */
  readonly ofType?: ((typename: string) => RowsOfType) | undefined;
  readonly parent: Place | undefined;
}

/** The objects of a place that are of one type. */
export function narrow(place: Place, typename: string): Place {
  if (place.type === typename) return place;
  const { rows, different, hasDetail } = place.ofType?.(typename) ?? {};
  return {
    ...place,
    type: typename,
    objects: rows ?? place.objects,
    different: different ?? place.different,
    hasDetail: hasDetail ?? place.hasDetail,
  };
}

/** True when the place is below an object of a type, or has objects of it. */
export function isBelow(place: Place, typename: string): boolean {
  for (let at: Place | undefined = place; at; at = at.parent) if (at.type === typename) return true;
  return false;
}

/** The place that a call is shared below: the nearest one of type `once`, or the place itself. */
export function ownerOf(once: string | undefined, place: Place): Place {
  if (once === undefined || once === 'self') return place;
  let owner: Place = place;
  for (let at: Place | undefined = place; at; at = at.parent) {
    if (at.type === once) return at;
    owner = at;
  }
  return once === 'request' ? owner : place;
}
