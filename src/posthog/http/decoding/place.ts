/** Where a value is in an answer: the names and positions that lead to it. The answer itself has no parent. */
export interface Place {
  readonly parent?: Place;
  readonly name: string | number;
  /** True for a name that is data, such as the day of a series; the pattern of a path leaves it out. */
  readonly isKey?: boolean;
}

/** The place of an answer itself. */
export const wholeAnswer: Place = { name: '' };

/** The JSON path of a place, such as `results[3].feature_flag.filters`; '' for the answer itself. */
export const pathOf = (place: Place): string => joined(place, String);

/** The same for every row and key: `results[].feature_flag.filters`, so that one fault is logged once. */
export const patternOf = (place: Place): string => joined(place, () => '');

function joined(place: Place, show: (key: string | number) => string): string {
  if (!place.parent) return '';
  const before = joined(place.parent, show);
  if (typeof place.name === 'number' || place.isKey) return `${before}[${show(place.name)}]`;
  return before === '' ? place.name : `${before}.${place.name}`;
}
