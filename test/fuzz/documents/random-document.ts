import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { fragmentBomb, nestedMetrics, wideExperiment } from '../../support/hostile-documents.ts';

const FRAGMENTS = 12;
const types = ['Query', 'Experiment', 'FeatureFlag', 'Metric', 'Node', 'ExperimentConnection'];
const oddText = [
  '@ defer',
  ',',
  ' # note\n',
  '"',
  '"""',
  '\u{feff}',
  '...',
  '$',
  '\\u{110000}',
  '&',
];

/** Generates an unusual document that mostly has valid syntax and rarely passes validation; deterministic by seed. */
export class RandomDocument {
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  #selections = 0;

  constructor(schema: GraphQLSchema, random: () => number) {
    this.#schema = schema;
    this.#random = random;
  }

  text(): string {
    const makers = [
      () => this.#tree(),
      () => this.#tree(),
      () => this.#tree(),
      () => this.#bomb(),
      () => wideExperiment(this.#upTo(7)),
      () => nestedMetrics(this.#upTo(12)),
      () => this.#literal(),
      () => this.#introspection(),
      () => this.#ids(),
      () => this.#siblings(),
    ];
    const text = this.#pick(makers)();
    return this.#random() < 0.2 ? this.#garbled(text) : text;
  }

  #tree(): string {
    const operations = Array.from(
      { length: this.#random() < 0.9 ? 1 : this.#upTo(30) },
      (_, at) => {
        const kind = this.#random() < 0.9 ? 'query' : this.#pick(['mutation', 'subscription']);
        return `${kind} O${at} ${this.#directives()} ${this.#selectionOf('Query', 0)}`;
      },
    );
    const fragments = Array.from({ length: this.#upTo(FRAGMENTS) }, (_, at) => {
      const type = this.#pick(types);
      return `fragment F${at} on ${type} ${this.#selectionOf(type, 2)}`;
    });
    return [...operations, ...fragments].join('\n');
  }

  #selectionOf(name: string, depth: number): string {
    const type = this.#schema.getType(name);
    const count = 1 + this.#upTo(depth < 2 ? 6 : 4);
    const nodes = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${nodes.join(this.#pick([' ', ', ', '\n']))} }`;
  }

  #selection(type: GraphQLNamedType | undefined, depth: number): string {
    this.#selections += 1;
    const chance = this.#random();
    if (chance < 0.15) return `...F${this.#upTo(FRAGMENTS)} ${this.#directives()}`;
    if (chance < 0.25 && depth < 30) {
      const on = this.#pick(types);
      return `... on ${on} ${this.#directives()} ${this.#selectionOf(on, depth + 1)}`;
    }
    if (chance < 0.35) return `nope${this.#upTo(1_000)}`;
    const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
    const field = this.#pick(Object.values(fields));
    if (!field) return '__typename';
    const alias = this.#random() < 0.3 ? `a${this.#upTo(500)}: ` : '';
    const args = field.args
      .filter(() => this.#random() < 0.5)
      .map((arg) => `${arg.name}: ${this.#value(0)}`);
    const given = args.length > 0 ? `(${args.join(' ')})` : '';
    const inner = getNamedType(field.type);
    const isDeep = depth > 25 || this.#selections > 1_500;
    const below = isCompositeType(inner) && !isDeep ? this.#selectionOf(inner.name, depth + 1) : '';
    return `${alias}${field.name}${given} ${this.#directives()} ${below}`;
  }

  #directives(): string {
    if (this.#random() < 0.85) return '';
    const one = this.#pick([
      '@skip(if: false)',
      '@include(if: true)',
      '@defer',
      '@stream(initialCount: 1)',
      '@budget(maxCalls: 3)',
      '@nope',
    ]);
    return `${one} `.repeat(1 + this.#upTo(this.#random() < 0.1 ? 100 : 2));
  }

  #value(depth: number): string {
    const chance = this.#random();
    if (depth < 5 && chance < 0.2) return `[${this.#value(depth + 1)} ${this.#value(depth + 1)}]`;
    if (depth < 5 && chance < 0.35) return `{a: ${this.#value(depth + 1)}}`;
    return this.#pick([
      '1',
      '-2',
      '1e400',
      '"1"',
      '"""x"""',
      'true',
      'null',
      'RUNNING',
      '$v',
      '100',
    ]);
  }

  #bomb(): string {
    const type = this.#pick(['Query', 'Node', '__Type']);
    const options = { fanOut: 1 + this.#upTo(4), type, leaf: '__typename' };
    const fragments = fragmentBomb(1 + this.#upTo(this.#pick([8, 40, 400])), options);
    const start = { Query: '{ ...F0 }', Node: '{ node(id: "1") { ...F0 } }' }[type];
    const ring = this.#random() < 0.2 ? fragments.replace('__typename', '...F0 ...F1') : fragments;
    return `${start ?? '{ __schema { types { ...F0 } } }'} ${ring}`;
  }

  #literal(): string {
    const levels = 1 + this.#upTo(this.#pick([20, 120, 2_400]));
    const [open, close] = this.#pick([
      ['[', ']'],
      ['{a: ', '}'],
    ] as const) ?? ['[', ']'];
    const value = `${open.repeat(levels)}1${close.repeat(levels)}`;
    return `{ planExperiment(spec: ${value}) { __typename } }`;
  }

  #introspection(): string {
    const level = this.#pick(['fields { type {', 'possibleTypes {', 'ofType {', 'interfaces {']);
    const levels = 1 + this.#upTo(20);
    const closing = '}'.repeat(levels * (level.split('{').length - 1));
    const deep = `types { ${`${level} `.repeat(levels)} name ${closing} }`;
    const names = Array.from({ length: 1 + this.#upTo(this.#pick([2, 220])) }, (_, at) => at);
    return `{ ${names.map((at) => `a${at}: __schema { ${names.length > 9 ? 'types { name }' : deep} }`).join(' ')} }`;
  }

  #ids(): string {
    const id = Buffer.from(`Experiment:1:${this.#upTo(9)}`).toString('base64url');
    return `{ nodes(ids: [${`"${id}" `.repeat(this.#upTo(6_000))}]) { id } }`;
  }

  #siblings(): string {
    const one = this.#pick(['__typename', 'experiments { nodes { name } }', 'viewer { email }']);
    return `{ ${`${one} `.repeat(1 + this.#upTo(this.#pick([20, 2_000])))} }`;
  }

  /** A document with a piece removed, duplicated, or replaced with something odd. */
  #garbled(text: string): string {
    const at = this.#upTo(text.length);
    const end = at + this.#upTo(40);
    const middle = this.#pick(['', text.slice(at, end).repeat(2), this.#pick(oddText)]);
    return text.slice(0, at) + middle + text.slice(end);
  }

  #upTo(most: number): number {
    return Math.floor(this.#random() * most);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)]!;
  }
}
