import type { Reader } from './reader.ts';

/** One declared property of an object. */
export interface Property {
  readonly name: string;
  readonly reader: Reader;
  /** True where an object without the property is not complete. */
  readonly required: boolean;
}

/** True for an object whose declared properties are all of their kinds. */
export type FitTest = (value: Readonly<Record<string, unknown>>) => boolean;

/**
 * The test of an object's declared properties, as a function of its own. A loop over the names would read every
 * property of every kind of object at one place in the code, which V8 cannot optimize: it takes several times as long.
 * Scalars are tested in place, since a call for each of them is most of the time that is left.
 */
export function fitTestOf(properties: readonly Property[]): FitTest {
  const tests = properties.map(({ name, reader, required }, at) => {
    const absent = required ? 'return false' : 'undefined';
    return `
      const v${at} = value[${JSON.stringify(name)}];
      if (v${at} === undefined) { ${absent}; }
      else if (!(${reader.test?.(`v${at}`) ?? `readers[${at}].fits(v${at})`})) return false;`;
  });
  // The text is made of names, positions and kinds in the pinned contract, never of an answer.
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-type-assertion
  const bind = new Function('readers', `return (value) => {${tests.join('')}\n return true; }`) as (
    readers: readonly Reader[],
  ) => FitTest;
  return bind(properties.map(({ reader }) => reader));
}
