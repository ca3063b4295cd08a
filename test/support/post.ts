export interface GraphQLBody {
  data?: any;
  errors?: { message: string; path?: unknown[]; extensions?: Record<string, any> }[];
  extensions?: Record<string, any>;
}

/** Posts one operation as JSON to `/graphql` of a server. */
export async function post(
  url: string,
  query: string,
  {
    variables,
    headers = {},
  }: {
    variables?: Record<string, unknown>;
    headers?: Record<string, string>;
  } = {},
): Promise<{ status: number; headers: Headers; body: GraphQLBody }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as GraphQLBody,
  };
}

/** The codes of an answer's errors. */
export const codes = (body: GraphQLBody) => (body.errors ?? []).map((e) => e.extensions?.['code']);
