import { builder } from './builder.ts';
import { unknownEnumValue } from './unknown-enum-value.ts';

/**
 * An enum whose internal values are PostHog's wire values.
 * @param values wire value → [GraphQL value, description]
 */
export function wireEnum<
  const Values extends Record<string, readonly [name: string, description: string]>,
>(name: string, description: string, values: Values) {
  type Word = keyof Values & string;
  const members: Record<string, { value: Word; description: string }> = {};
  for (const word in values) {
    const [member, text] = values[word]!;
    members[member] = { value: word, description: text };
  }
  const ref = builder.enumType(name, { description, values: members });
  /**
   * Checks a value that came from PostHog.
   * @throws GraphQLError UPSTREAM_MALFORMED for a value this API does not know.
   */
  const read = (word: string): Word => {
    if (word in values) return word;
    throw unknownEnumValue(name, word);
  };
  return {
    ref,
    read,
    /** The GraphQL value for one of PostHog's words; an unknown word in capitals. */
    nameOf: (word: string): string => values[word]?.[0] ?? word.toUpperCase(),
    /** For enums that PostHog extends without notice: an unknown value becomes the fallback. */
    readOr: (word: string, fallback: Word): Word => (word in values ? word : fallback),
    readNullable: (word: string | null | undefined) =>
      word == null || word === '' ? null : read(word),
  };
}
