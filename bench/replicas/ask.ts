export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data?: any;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly errors?: readonly any[];
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly extensions?: any;
}

/** Sends one GraphQL request. @throws TypeError when the connection breaks before the answer */
export async function ask(
  url: string,
  query: string,
  variables: object = {},
  key = 'phx_sandbox',
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(60_000),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Runs `work` over and over in so many places at once until `isOver`. */
export async function loop(
  places: number,
  isOver: () => boolean,
  work: (place: number) => Promise<void>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: places }, async (_, place) => {
      while (!isOver()) await work(place);
    }),
  );
}
