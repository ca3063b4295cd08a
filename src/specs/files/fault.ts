/** Something that is wrong with a spec file. */
export interface SpecFault {
  /** The file, as it was named or found in the directory. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** Where in the file, such as `flag.variants[0].key`; '' for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** Thrown when spec files cannot be used, with everything that is wrong with all of them. Nothing was sent. */
export class SpecFilesError extends Error {
  readonly faults: readonly SpecFault[];

  constructor(faults: readonly SpecFault[]) {
    super(faults.map(lineOf).join('\n'));
    this.name = 'SpecFilesError';
    this.faults = faults;
  }
}

/** `file:line:column: path: message`, which editors and CI link to the place. */
export function lineOf({ file, line, column, path, message }: SpecFault): string {
  return `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`;
}

/** A path as people write it: `flag.variants[0].key`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
