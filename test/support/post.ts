import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

/** A GraphQL response; `Data` is the type of the test's own query. */
export interface GraphQLBody<Data = unknown> {
  data?: Data;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
  extensions?: { upstream: { calls: number } };
}

/** Posts one operation as JSON to `/graphql` of a server. */
export async function post<Data = unknown>(
  url: string,
  query: string,
  {
    variables,
    headers = {},
  }: {
    variables?: Record<string, unknown>;
    headers?: Record<string, string>;
  } = {},
): Promise<{ status: number; headers: Headers; body: GraphQLBody<Data> }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as GraphQLBody<Data>,
  };
}

/** Sends a document of test/support/generated, with types for its variables and its answer. */
export async function ask<Data, Variables extends Record<string, unknown>>(
  url: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<GraphQLBody<Data>> {
  return (await post<Data>(url, print(document), { variables })).body;
}

/** The codes of an answer's errors. */
export const codes = (body: GraphQLBody) => (body.errors ?? []).map((e) => e.extensions?.['code']);
