// The stub with a fixed latency, over the same files. Usage: node stub/latency.mjs PORT MILLISECONDS
// GET /stub_status answers how many requests came, in nginx's format.
import { createServer } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, 'data');
const [port, latency] = process.argv.slice(2).map(Number);
const read = (folder) =>
  new Map(
    readdirSync(join(root, folder)).map((file) => [
      file.replace(/\.json$/, ''),
      readFileSync(join(root, folder, file)),
    ]),
  );
const [lists, experiments, flags, series, seriesAsList] = [
  'lists',
  'experiments',
  'flags',
  'series',
  'series-as-list',
].map(read);
const holdouts = readFileSync(join(root, 'holdouts.json'));
const notFound = Buffer.from(
  '{"type":"invalid_request","code":"not_found","detail":"Not found.","attr":null}',
);

function find(url) {
  const [path, search = ''] = url.split('?');
  const [, , , , resource, id, action] = path.split('/');
  const given = new URLSearchParams(search);
  if (resource === 'experiment_holdouts') return holdouts;
  if (resource === 'feature_flags') return flags.get(id);
  if (resource !== 'experiments') return undefined;
  if (id === '') return lists.get(`${given.get('limit')}-${given.get('offset') ?? ''}`);
  const metric = given.get('metric_uuid');
  if (action === 'timeseries_results') {
    return id === '0'
      ? seriesAsList.get(metric)
      : series.get(`${id}-${metric}-${given.get('fingerprint')}`);
  }
  return action === '' ? experiments.get(id) : undefined;
}

let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  if (request.url === '/stub_status') {
    response.end(`Active connections: 0 \nserver accepts handled requests\n 0 0 ${requests} \n`);
    return;
  }
  const body = find(request.url);
  const answer = body ?? notFound;
  setTimeout(() => {
    response
      .writeHead(body ? 200 : 404, {
        'content-type': 'application/json',
        'content-length': answer.length,
      })
      .end(answer);
  }, latency);
});
server.keepAliveTimeout = 3_600_000;
server.listen(port, '127.0.0.1');
