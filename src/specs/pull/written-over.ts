import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Document, type ToStringOptions } from 'yaml';
import { withGuardrail, withStoredName } from '../../experiment-spec/guardrail.ts';
import { readContent } from '../files/content.ts';
import { parseSource } from '../files/source.ts';
import { normalSpec } from '../../experiment-spec/normal.ts';
import { copyAliasesOf } from './aliases.ts';
import type { ExistingFile } from './existing-file.ts';
import type { FileContent } from './fetch-spec-file.ts';
import { formatOf } from './render.ts';
import { reorder } from './reorder.ts';

type Fields = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/**
 * The text of an existing spec file with what PostHog has of the experiment. Values that are equal stay as they are
 * written, and so do comments, the order of properties, and what PostHog does not store. Properties that the file
 * leaves out are added unless they are empty.
 */
export function writtenOver({ text, source, read }: ExistingFile, content: FileContent): string {
  const { file, document } = source;
  edit(document, normal(read), content);
  const after = () => {
    if (isDeepStrictEqual(document.toJS(), source.value)) return text;
    const written =
      formatOf(file) === 'json'
        ? `${JSON.stringify(document.toJS(), undefined, 2)}\n`
        : document.toString(style(text));
    return encodedLike(text, written);
  };
  // A merge key of YAML 1.1 can bring back what was deleted: such values are written in full.
  const reread = parseSource(file, after());
  const left = 'document' in reread ? readContent(reread) : {};
  if ('name' in left)
    for (const [name, value] of differences(normal(left), content)) write(document, [name], value);
  return after();
}

/** The values that a file has otherwise, without those that it leaves out and that are empty. */
function differences(old: Fields, content: FileContent) {
  const stored = normalSpec(content);
  return Object.entries(content).filter(
    ([name, value]) =>
      !isDeepStrictEqual(old[name], stored[name]) && (name in old || !isEmpty(value)),
  );
}

/** Puts what differs into the document, and leaves the rest as it is written. */
function edit(document: Document.Parsed, old: Fields, content: FileContent): void {
  for (const [name, value] of differences(old, content))
    replace(document, [name], old[name], value);
  // What only an experiment that has ended has.
  for (const name of ['conclusion', 'conclusionComment'])
    if (name in old && !(name in content)) remove(document, [name]);
}

/** The content of a file in the form that specs of experiments have. */
function normal(content: Fields): Fields {
  const { secondaryMetrics } = content;
  if (!Array.isArray(secondaryMetrics)) return normalSpec(content);
  return {
    ...normalSpec(content),
    secondaryMetrics: (secondaryMetrics as Fields[]).map((metric) =>
      withGuardrail(withStoredName(metric)),
    ),
  };
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
  value == null ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Puts a value into the document, going into lists and objects so that what is equal in them stays. */
function replace(document: Document.Parsed, path: Path, old: unknown, value: unknown): void {
  const node = document.getIn(path, true);
  if (isMap(node) && isObject(value) && isObject(old)) {
    for (const [name, inner] of Object.entries(value))
      if (!isDeepStrictEqual(old[name], inner))
        replace(document, [...path, name], old[name], inner);
    for (const name of Object.keys(old))
      if (!(name in value) && document.hasIn([...path, name])) remove(document, [...path, name]);
    return;
  }
  if (isSeq(node) && Array.isArray(value) && Array.isArray(old)) {
    const current = reorder(document, path, node, old, value);
    for (const [index, inner] of value.entries())
      if (!isDeepStrictEqual(current[index], inner))
        replace(document, [...path, index], current[index], inner);
    for (let index = current.length - 1; index >= value.length; index -= 1)
      remove(document, [...path, index]);
    return;
  }
  write(document, path, value);
}

function write(document: Document.Parsed, path: Path, value: unknown): void {
  copyAliasesOf(document, path);
  const node = document.getIn(path, true);
  const isPlain = typeof value !== 'object' || value === null;
  if (isScalar(node) && isPlain) node.value = value;
  else document.setIn(path, document.createNode(value, { aliasDuplicateObjects: false }));
}

function remove(document: Document.Parsed, path: Path): void {
  copyAliasesOf(document, path);
  document.deleteIn(path);
}

/** The text with the byte order mark and the line ends of another. */
function encodedLike(old: string, text: string): string {
  const mark = old.startsWith('\uFEFF') && !text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const isWindows = old.includes('\r\n') && !/(?<!\r)\n/.test(old);
  return mark + (isWindows ? text.replaceAll(/\r?\n/g, '\r\n') : text);
}

/** How the file is indented, as far as that can be said for the whole of it. */
function style(text: string): ToStringOptions {
  const indent = /^( +)(?! |-)/m.exec(text)?.[1]?.length ?? 2;
  return {
    lineWidth: 0,
    indent: Math.min(8, indent),
    indentSeq: !/^\S.*:[ \t]*(#.*)?\n- /m.test(text),
    flowCollectionPadding: !/[{[]\S/.test(text.replaceAll(/\[\]|\{\}/g, '')) || /\{ /.test(text),
  };
}
