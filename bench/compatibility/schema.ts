import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import { DirectiveLocation, GraphQLDirective } from 'graphql';
import {
  deprecatedProduct,
  products,
  research,
  user,
  type CaseStudy,
  type DeprecatedProduct,
  type Dimension,
  type Product,
  type Research,
} from './data.ts';

// The schema of the suite (its products.graphql), made with the plugins of src/graph/core/builder.ts.

const builder = new SchemaBuilder<{
  Objects: {
    Product: Product;
    DeprecatedProduct: DeprecatedProduct;
    ProductDimension: Dimension;
    ProductVariation: { id: string };
    ProductResearch: Research;
    CaseStudy: CaseStudy;
    Inventory: { id: string };
  };
  Directives: { custom: { locations: 'OBJECT'; args: Record<string, never> } };
}>({ plugins: [DirectivesPlugin, FederationPlugin] });

const User = builder.externalRef(
  'User',
  builder.selection<{ email: string }>('email'),
  ({ email }) => (email === user.email ? user : null),
);
User.implement({
  externalFields: (t) => ({
    email: t.id({ nullable: false }),
    totalProductsCreated: t.int(),
    yearsOfEmployment: t.int({ nullable: false }),
  }),
  fields: (t) => ({
    name: t.string({ override: { from: 'users' }, resolve: () => user.name }),
    averageProductsCreatedPerYear: t.int({
      requires: builder.selection<{ totalProductsCreated: number; yearsOfEmployment: number }>(
        'totalProductsCreated yearsOfEmployment',
      ),
      resolve: ({ totalProductsCreated, yearsOfEmployment }) =>
        Math.round(totalProductsCreated / yearsOfEmployment),
    }),
  }),
});

builder.objectType('ProductVariation', {
  fields: (t) => ({ id: t.exposeID('id', { nullable: false }) }),
});

builder.objectType('ProductDimension', {
  shareable: true,
  fields: (t) => ({
    size: t.exposeString('size', { nullable: true }),
    weight: t.exposeFloat('weight', { nullable: true }),
    unit: t.exposeString('unit', { nullable: true, inaccessible: true }),
  }),
});

builder.objectType('CaseStudy', {
  fields: (t) => ({
    caseNumber: t.exposeID('caseNumber', { nullable: false }),
    description: t.exposeString('description', { nullable: true }),
  }),
});

const ResearchRef = builder.objectType('ProductResearch', {
  fields: (t) => ({
    study: t.expose('study', { type: 'CaseStudy', nullable: false }),
    outcome: t.exposeString('outcome', { nullable: true }),
  }),
});
builder.asEntity(ResearchRef, {
  key: builder.selection<{ study: { caseNumber: string } }>('study { caseNumber }'),
  resolveReference: ({ study }) =>
    research.find((one) => one.study.caseNumber === study.caseNumber) ?? null,
});

const DeprecatedRef = builder.objectType('DeprecatedProduct', {
  fields: (t) => ({
    sku: t.exposeString('sku', { nullable: false }),
    package: t.exposeString('package', { nullable: false }),
    reason: t.exposeString('reason', { nullable: true }),
    createdBy: t.field({ type: User, nullable: true, resolve: () => user }),
  }),
});
const findDeprecated = (wanted: { sku: string; package: string }) =>
  wanted.sku === deprecatedProduct.sku && wanted.package === deprecatedProduct.package
    ? deprecatedProduct
    : null;
builder.asEntity(DeprecatedRef, {
  key: builder.selection<{ sku: string; package: string }>('sku package'),
  resolveReference: findDeprecated,
});

const ProductRef = builder.objectType('Product', {
  directives: [{ name: 'custom', args: {} }],
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false }),
    sku: t.exposeString('sku', { nullable: true }),
    package: t.exposeString('package', { nullable: true }),
    variation: t.expose('variation', { type: 'ProductVariation', nullable: true }),
    dimensions: t.expose('dimensions', { type: 'ProductDimension', nullable: true }),
    createdBy: t.field({
      type: User.provides<{ totalProductsCreated: number }>('totalProductsCreated'),
      nullable: true,
      resolve: () => ({ ...user, totalProductsCreated: 1337 }),
    }),
    notes: t.exposeString('notes', { nullable: true, tag: 'internal' }),
    research: t.expose('research', {
      type: ['ProductResearch'],
      nullable: { list: false, items: false },
    }),
  }),
});
builder.asEntity(ProductRef, {
  key: [
    builder.selection<{ id: string }>('id'),
    builder.selection<{ sku: string; package: string }>('sku package'),
    builder.selection<{ sku: string; variation: { id: string } }>('sku variation { id }'),
  ],
  resolveReference: (wanted) =>
    products.find((one) => {
      if ('id' in wanted) return one.id === wanted.id;
      if (one.sku !== wanted.sku) return false;
      return 'package' in wanted
        ? one.package === wanted.package
        : one.variation.id === wanted.variation.id;
    }) ?? null,
});

const Inventory = builder.objectType('Inventory', {
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false }),
    deprecatedProducts: t.field({
      type: ['DeprecatedProduct'],
      nullable: { list: false, items: false },
      resolve: () => [deprecatedProduct],
    }),
  }),
});
builder.asEntity(Inventory, {
  interfaceObject: true,
  key: builder.selection<{ id: string }>('id'),
  resolveReference: ({ id }) => ({ id }),
});

builder.queryType({
  fields: (t) => ({
    product: t.field({
      type: 'Product',
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }) => products.find((one) => one.id === String(id)) ?? null,
    }),
    deprecatedProduct: t.field({
      type: 'DeprecatedProduct',
      nullable: true,
      deprecationReason: 'Use product query instead',
      args: {
        sku: t.arg.string({ required: true }),
        package: t.arg.string({ required: true }),
      },
      resolve: (_root, wanted) => findDeprecated(wanted),
    }),
  }),
});

export const schema = builder.toSubGraphSchema({
  // The newest version the suite knows; src/graph/federation/link.ts names a newer one.
  linkUrl: 'https://specs.apollo.dev/federation/v2.3',
  federationDirectives: [
    '@extends',
    '@external',
    '@inaccessible',
    '@interfaceObject',
    '@key',
    '@override',
    '@provides',
    '@requires',
    '@shareable',
    '@tag',
  ],
  composeDirectives: ['@custom'],
  schemaDirectives: {
    link: { url: 'https://myspecs.dev/myCustomDirective/v1.0', import: ['@custom'] },
  },
  directives: [new GraphQLDirective({ name: 'custom', locations: [DirectiveLocation.OBJECT] })],
});
