import { builder } from './builder.ts';

/** Wire value → [GraphQL value, description]. */
export type EnumValues = Readonly<Record<string, readonly [name: string, description: string]>>;

/** The members of an enum whose internal values are wire values. */
export function enumMembers<Values extends EnumValues>(values: Values) {
  type Word = keyof Values & string;
  const members: Record<string, { value: Word; description: string }> = {};
  for (const word in values) {
    const [member, text] = values[word]!;
    members[member] = { value: word, description: text };
  }
  return members;
}

/**
 * An enum of words that this API chooses or takes as input; for words in PostHog's answers there is
 * `posthogEnum`.
 * @param values internal or wire value → [GraphQL value, description]
 */
export const wireEnum = <const Values extends EnumValues>(
  name: string,
  description: string,
  values: Values,
) => {
  type Word = keyof Values & string;
  return {
    ref: builder.enumType(name, { description, values: enumMembers(values) }),
    /** A word that is known to be one of the values. */
    read: (word: string): Word | null => (Object.hasOwn(values, word) ? word : null),
  };
};
