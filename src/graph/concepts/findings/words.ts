/** Days with at most one digit, as a number. */
export const rounded = (days: number): number => Number(days.toFixed(1));

/** Days in words: "1 day", "3.5 days". */
export const inDays = (days: number): string =>
  `${rounded(days)} ${rounded(days) === 1 ? 'day' : 'days'}`;
