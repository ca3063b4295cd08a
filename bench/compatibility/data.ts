// The objects the suite asks for, as its specification lists them.

export interface User {
  readonly email: string;
  readonly name: string | null;
  readonly totalProductsCreated: number | null;
  readonly yearsOfEmployment: number;
}

export interface Dimension {
  readonly size: string | null;
  readonly weight: number | null;
  readonly unit: string | null;
}

export interface CaseStudy {
  readonly caseNumber: string;
  readonly description: string | null;
}

export interface Research {
  readonly study: CaseStudy;
  readonly outcome: string | null;
}

export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly package: string;
  readonly variation: { readonly id: string };
  readonly dimensions: Dimension;
  readonly notes: string | null;
  readonly research: Research[];
}

export interface DeprecatedProduct {
  readonly sku: string;
  readonly package: string;
  readonly reason: string;
}

export const user: User = {
  email: 'support@apollographql.com',
  name: 'Jane Smith',
  totalProductsCreated: 1337,
  yearsOfEmployment: 10,
};

export const deprecatedProduct: DeprecatedProduct = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
};

const federationStudy: Research = {
  study: { caseNumber: '1234', description: 'Federation Study' },
  outcome: null,
};
const studioStudy: Research = {
  study: { caseNumber: '1235', description: 'Studio Study' },
  outcome: null,
};
export const research = [federationStudy, studioStudy];

const dimensions: Dimension = { size: 'small', weight: 1, unit: 'kg' };

export const products: readonly Product[] = [
  {
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    dimensions,
    notes: null,
    research: [federationStudy],
  },
  {
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    dimensions,
    notes: null,
    research: [studioStudy],
  },
];
