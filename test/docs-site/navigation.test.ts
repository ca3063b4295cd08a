import { expect, it } from 'vitest';
import { sections } from '../../site/navigation/order.ts';
import { sidebarOf } from '../../site/navigation/sidebar.ts';
import { sitePages } from '../../site/pages/pages.ts';

type Item = ReturnType<typeof sidebarOf>[number];

const linksOf = ({ link, items = [] }: Item): string[] => [
  ...(link === undefined ? [] : [link]),
  ...items.flatMap(linksOf),
];

const pages = sitePages();

it('lists every page of the documentation once', () => {
  const expected = pages.map(({ path }) => `/${path.replace(/(^|\/)index$/, '$1')}`);
  expect(pages.length).toBeGreaterThan(80);
  expect(sidebarOf(pages).flatMap(linksOf).toSorted()).toEqual(expected.toSorted());
});

it('names no page twice in the order of the navigation', () => {
  const named = sections.flatMap(({ pages: ofSection }) => ofSection);
  expect(new Set(named).size).toBe(named.length);
});

it('lists a page that the order does not name below its folder, or at the end of the section on operation', () => {
  const added = [
    ...pages,
    { path: 'something-new', source: 'docs/something-new.md', text: '# Something new\n' },
    { path: 'graphql/something', source: 'docs/graphql/something.md', text: '# Something\n' },
  ];
  const sidebar = sidebarOf(added);
  const run = sidebar.find(({ text }) => text === 'Run it');
  expect(run?.items?.at(-1)?.link).toBe('/something-new');
  const use = sidebar.find(({ text }) => text === 'Use it');
  const guide = use?.items?.find(({ link }) => link === '/graphql');
  expect(guide?.items?.map(({ link }) => link)).toContain('/graphql/something');
});
