import { isScalar, visit, type Document } from 'yaml';

interface InexactNumber {
  /** Where it is in the text. */
  readonly offset: number;
  readonly message: string;
}

/** Numbers that would be sent to PostHog as something else: JSON has no infinity, and no more than 53 bits of an integer. */
export function inexactNumbers(document: Document.Parsed): readonly InexactNumber[] {
  const found: InexactNumber[] = [];
  visit(document, {
    Scalar: (_key, node) => {
      if (!isScalar(node) || typeof node.value !== 'number') return;
      const text = node.source ?? String(node.value);
      if (isKept(node.value, text)) return;
      found.push({
        offset: node.range?.[0] ?? 0,
        message: Number.isFinite(node.value)
          ? `${text} has too many digits for a number: it would become ${node.value}. Put it in quotes if it is a text.`
          : `${text} cannot be stored by PostHog, which knows finite numbers only.`,
      });
    },
  });
  return found;
}

const isKept = (value: number, text: string): boolean =>
  Number.isFinite(value) &&
  (Number.isSafeInteger(value) || !/^[-+]?\d+$/.test(text) || BigInt(value) === BigInt(text));
