// A query sent as its hash, with GET: what a browser or a proxy of one person can keep.
// Costs 1 call: the second answer, 304, comes without a body and without a call.
//
//   npm start
//   node examples/http/persisted-get.mjs
//
// GRAPHQL_URL is where the API is; POSTHOG_API_KEY is sent when it is set.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { env, stdout } from 'node:process';

const document = readFileSync(new URL('../experiments-page.graphql', import.meta.url), 'utf8');
const sha256Hash = createHash('sha256').update(document).digest('hex');

const url = new URL(env.GRAPHQL_URL ?? 'http://127.0.0.1:4000/graphql');
url.searchParams.set('variables', JSON.stringify({ first: 3 }));
url.searchParams.set('extensions', JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }));

const headers = {
  accept: 'application/graphql-response+json',
  ...(env.POSTHOG_API_KEY && { authorization: `Bearer ${env.POSTHOG_API_KEY}` }),
};
const first = await fetch(url, { headers });
const { data, errors } = await first.json();
if (errors) throw new Error(errors[0].message);
const etag = first.headers.get('etag');
// Without a Cache-Control of its own, fetch would add no-cache here, which asks PostHog again.
const again = { ...headers, 'if-none-match': etag, 'cache-control': 'max-age=60' };
const second = await fetch(url, { headers: again });

stdout.write(`${first.status} ${first.headers.get('cache-control')} ${etag}\n`);
for (const { name, status } of data.experiments.nodes) stdout.write(`    ${status} ${name}\n`);
stdout.write(`${second.status} for the same again\n`);
