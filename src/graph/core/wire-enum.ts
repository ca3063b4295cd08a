import { builder } from './builder.ts';
import { unknownEnumValue } from './unknown-enum-value.ts';

/**
 * An enum whose internal values are PostHog's wire words.
 * @param values wire word → [GraphQL value, description]
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
   * Checks a word that came from PostHog.
   * @throws GraphQLError UPSTREAM_MALFORMED for a word this API does not know.
   */
  const read = (word: string): Word => {
    if (word in values) return word;
    throw unknownEnumValue(name, word);
  };
  return {
    ref,
    read,
    /** The GraphQL value for one of PostHog's words; a word that is not known in capitals. */
    nameOf: (word: string): string => values[word]?.[0] ?? word.toUpperCase(),
    /** For words PostHog adds to without notice: what is not known becomes the fallback. */
    readOr: (word: string, fallback: Word): Word => (word in values ? word : fallback),
    readNullable: (word: string | null | undefined) =>
      word == null || word === '' ? null : read(word),
  };
}
