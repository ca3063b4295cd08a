/** What a document shows of a command's output. */
export interface ShownOutput {
  readonly language: 'json' | 'text';
  readonly text: string;
}

/** What is shown, to be compared with `shownPartOf` what was printed: a JSON value, or lines. */
export function shownValue({ language, text }: ShownOutput): unknown {
  return language === 'json' ? JSON.parse(text) : text.split('\n');
}

/** The part of an output that a document shows: fields it names, first rows of lists, and lines. */
export function shownPartOf(printed: string, output: ShownOutput): unknown {
  return output.language === 'json'
    ? partOf(JSON.parse(printed), shownValue(output))
    : output.text.split('\n').filter((line) => printed.split('\n').includes(line));
}

/** Errors in a GraphQL answer, which mostly has the status 200; undefined when there are none, and for other outputs. */
export function graphqlErrors(printed: string): unknown {
  const [body] = /^\{".*$/m.exec(printed) ?? [];
  return body === undefined ? undefined : (JSON.parse(body) as { errors?: unknown }).errors;
}

function partOf(value: unknown, shown: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(shown)) {
    return value.slice(0, shown.length).map((item, index) => partOf(item, shown[index]));
  }
  if (!isObject(value) || !isObject(shown)) return value;
  const named = Object.entries(value).filter(([name]) => Object.hasOwn(shown, name));
  return Object.fromEntries(named.map(([name, item]) => [name, partOf(item, shown[name])]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
