// What JavaScript costs without GraphQL: a handler for each of the three queries that reads the request, makes
// the product's calls through undici, parses the bodies and writes the fields that were asked for. Nothing else:
// no schema, no limits, no budget, no timeouts.
import { createServer } from 'node:http';
import { bytesOf } from './bytes-of.mjs';

const get = async (path) => JSON.parse(Buffer.concat(await bytesOf(path)).toString());

const flagOf = ({ id, key, name, active, version }) => ({ id, key, name, active, version });
const holdoutOf = (holdout) =>
  holdout && {
    id: holdout.id,
    name: holdout.name,
    description: holdout.description,
    createdAt: holdout.created_at,
  };
const variantOf = (variant) => ({
  key: variant.key,
  samples: variant.number_of_samples,
  chanceToWin: variant.chance_to_win,
  interval: variant.credible_interval,
  significant: variant.significant,
});
const pointOf = ([date, result]) => ({ date, variants: result?.variant_results.map(variantOf) });

async function metricOf(id, { uuid, name, fingerprint }) {
  const { status, timeseries } = await get(
    `/experiments/${id}/timeseries_results/?metric_uuid=${uuid}&fingerprint=${fingerprint}`,
  );
  return { uuid, name, timeseries: { status, points: Object.entries(timeseries).map(pointOf) } };
}

const queries = {
  async S1({ id }) {
    const row = await get(`/experiments/${id}/`);
    const { name, description, status, feature_flag: flag, holdout } = row;
    const [startDate, endDate] = [row.start_date, row.end_date];
    const own = { id: row.id, name, description, status, startDate, endDate };
    return { experiment: { ...own, featureFlag: flagOf(flag), holdout: holdoutOf(holdout) } };
  },
  async S2() {
    const { results } = await get('/experiments/?limit=100');
    const nodes = results.map((row) => ({
      id: row.id,
      name: row.name,
      description: row.description,
      status: row.status,
      startDate: row.start_date,
      endDate: row.end_date,
      createdAt: row.created_at,
      archived: row.archived,
    }));
    return { experiments: { nodes } };
  },
  async S3() {
    const { results } = await get('/experiments/?limit=20');
    const nodes = results.map(async ({ id, name, feature_flag: { id: flag, key, active } }) => {
      const { metrics } = await get(`/experiments/${id}/`);
      const featureFlag = { id: flag, key, active };
      const read = metrics.map((metric) => metricOf(id, metric));
      return { id, name, featureFlag, metrics: await Promise.all(read) };
    });
    return { experiments: { nodes: await Promise.all(nodes) } };
  },
};

async function answer(body) {
  const { query, variables } = JSON.parse(body);
  const data = await queries[/S[123]/.exec(query)[0]](variables);
  return Buffer.from(JSON.stringify({ data }));
}

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const body = await answer(Buffer.concat(chunks).toString());
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
      .end(body);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
