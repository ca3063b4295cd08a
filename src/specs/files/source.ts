import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { pathText, type SpecFault } from './fault.ts';
import { inexactNumbers } from './inexact-numbers.ts';

/** Aliases that a file may use: each copies what its anchor has, so that a few can make a text very long. */
const MAX_ALIASES = 50;
/** Levels of lists and objects in a file. */
const MAX_DEPTH = 60;

/** A parsed spec file, which knows where its values are. */
export interface SpecSource {
  readonly file: string;
  readonly document: Document.Parsed;
  /** The content as plain values. */
  readonly value: unknown;
  /**
   * A fault at the value with this path, or at the nearest one around it that exists.
   * @param atKey true for a fault of the property's name
   */
  readonly fault: (path: readonly PropertyKey[], message: string, atKey?: boolean) => SpecFault;
}

/**
 * Parses the text of a spec file, YAML 1.2 or JSON. Duplicate keys, several documents, unknown tags and numbers that
 * JSON cannot keep are faults.
 * @returns the source, or what prevents it from being read
 */
export function parseSource(file: string, text: string): SpecSource | readonly SpecFault[] {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fault = (offset: number, message: string): SpecFault => ({
    file,
    ...at(offset),
    path: '',
    message,
  });
  // Before the parser, whose time grows with the square of the depth.
  if (isTooDeep(text)) return [fault(0, `It is nested more than ${MAX_DEPTH} levels deep.`)];
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return broken.map(({ pos, message }) => fault(pos[0], `${message}.`));
  const strict = file.endsWith('.json') ? jsonMessage(text) : undefined;
  if (strict) return [fault(strict.offset, strict.message)];
  const inexact = inexactNumbers(document);
  if (inexact.length > 0) return inexact.map(({ offset, message }) => fault(offset, message));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return [
      fault(0, `Its aliases (*name) repeat too much, or one has no anchor: ${error.message}.`),
    ];
  }
  if (isCircular(value)) return [fault(0, 'An alias (*name) is inside of its own anchor.')];
  return {
    file,
    document,
    value,
    fault: (path, message, atKey = false) => ({
      ...fault(offsetOf(document, path, atKey), message),
      path: pathText(path),
    }),
  };
}

/** True for a text whose brackets, or list markers on one line, are nested too deeply. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return new RegExp(`^ *([-?:] +){${MAX_DEPTH},}`, 'm').test(text);
}

/** What JSON does not allow in a text that is YAML, such as a comment; undefined for JSON. */
function jsonMessage(text: string): { offset: number; message: string } | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
    return { offset, message: `This is not valid JSON: ${error.message}.` };
  }
}

function isCircular(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.includes(value)) return true;
  return Object.values(value).some((one) => isCircular(one, [...around, value]));
}

/** The offset of the value with a path, or of the nearest one around it. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], atKey: boolean): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node) ?? 0;
  for (const [index, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      if (!pair) return offset;
      const keyOffset = rangeStart(pair.key) ?? offset;
      const isLast = index === path.length - 1;
      offset = (isLast && atKey ? undefined : rangeStart(pair.value)) ?? keyOffset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = rangeStart(node) ?? offset;
    } else return offset;
  }
  return offset;
}

const rangeStart = (node: unknown): number | undefined =>
  (node as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[0];
