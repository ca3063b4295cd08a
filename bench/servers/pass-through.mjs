// The limit: makes the product's upstream calls through undici and joins the bodies; nothing is parsed.
// GET /s1?ID and /s2 are one call each; /s3 is a page, 20 details and 60 series, in that order, paths known beforehand.
import { createServer } from 'node:http';
import { bytesOf } from './bytes-of.mjs';

const allOf = async (paths) => (await Promise.all(paths.map(bytesOf))).flat();

let known;
async function pathsOfS3() {
  const page = JSON.parse(Buffer.concat(await bytesOf('/experiments/?limit=20')));
  const details = page.results.map(({ id }) => `/experiments/${id}/`);
  const series = [];
  for (const path of details) {
    for (const { uuid, fingerprint } of JSON.parse(Buffer.concat(await bytesOf(path))).metrics) {
      series.push(`${path}timeseries_results/?metric_uuid=${uuid}&fingerprint=${fingerprint}`);
    }
  }
  return { details, series };
}

async function answer(url) {
  if (url === '/s2') return bytesOf('/experiments/?limit=100');
  if (url !== '/s3') return bytesOf(`/experiments/${url.slice('/s1?'.length)}/`);
  known ??= await pathsOfS3();
  const page = await bytesOf('/experiments/?limit=20');
  const details = await allOf(known.details);
  return [...page, ...details, ...(await allOf(known.series))];
}

createServer(async (request, response) => {
  const body = Buffer.concat(await answer(request.url));
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
    .end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');
