/** Where an experiment stands in the order of an export, the oldest first. Nothing that is done to it moves it. */
export interface Position {
  /** ISO 8601. */
  readonly createdAt: string;
  /** PostHog's number. */
  readonly id: number;
}

/** What is read of an experiment for its position. PostHog gives all of it with each row. */
export interface Positioned {
  readonly createdAt: string | null;
  readonly posthogId: number;
}

/** The position of an experiment. One without a date of creation stands where PostHog lists it, first. */
export const positionOf = ({ createdAt, posthogId }: Positioned): Position => ({
  createdAt: createdAt ?? '',
  id: posthogId,
});

/** Whether the first comes behind the second. */
export function isBehind(one: Position, other: Position): boolean {
  const [first, second] = [one, other].map(({ createdAt }) => Date.parse(createdAt) || 0);
  return first === second ? one.id > other.id : first! > second!;
}
