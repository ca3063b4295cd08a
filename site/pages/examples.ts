import type { Page } from './page.ts';
import { filesOf, read } from './repository.ts';

/** The kinds of examples, by their folder below examples/. */
const kinds = {
  queries: 'Every query of the schema.',
  mutations: 'Every mutation of the schema.',
  subscriptions: 'Every subscription of the schema.',
  recipes: 'Solutions of common problems, each of which combines several features.',
};

/** An example document, as it is shown. */
export interface Example {
  /** The name of its file, without folders and extension. */
  readonly name: string;
  /** What it is for: the comment at its beginning. */
  readonly about: string;
  /** The document without that comment. */
  readonly document: string;
}

/** The example documents of one folder below examples/. */
export function examplesOf(folder: keyof typeof kinds): Example[] {
  return filesOf(`examples/${folder}/*.graphql`).map((file) => {
    const [, comment = '', document = ''] = /^((?:#.*\n)*)(.*)$/s.exec(read(file)) ?? [];
    const name = file.replace(/^.*\//, '').replace('.graphql', '');
    return { name, about: comment.replaceAll(/^# ?/gm, '').trim(), document };
  });
}

/** A document in a block of code. */
export const graphqlBlock = (document: string) => `\`\`\`graphql\n${document.trim()}\n\`\`\``;

/** A page for each kind of examples, and one that lists them. */
export function examplePages(): Page[] {
  const names = Object.keys(kinds) as (keyof typeof kinds)[];
  const list = names.map((name) => `- [${titles[name]}](${name}.md): ${kinds[name]}\n`);
  const index = `# Examples\n\nEvery example can be pasted into GraphiQL as it is. Each says how many calls to PostHog it costs.\n\n${list.join('')}`;
  return [{ path: 'examples/index', text: index }, ...names.map(pageOf)];
}

const titles = {
  queries: 'Examples of queries',
  mutations: 'Examples of mutations',
  subscriptions: 'Examples of subscriptions',
  recipes: 'Recipes',
};

function pageOf(folder: keyof typeof kinds): Page {
  const entries = examplesOf(folder).map(
    ({ name, about, document }) => `## ${name}\n\n${about}\n\n${graphqlBlock(document)}\n`,
  );
  const text = [`# ${titles[folder]}\n\n${kinds[folder]}\n`, ...entries].join('\n');
  return { path: `examples/${folder}`, text };
}
