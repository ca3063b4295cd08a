// Makes the stub's answers as files, in the shapes PostHog answers (schema/posthog.openapi.json says which
// fields a list row has). Synthetic and the same every time. Usage: node stub/make-data.mjs
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAYS, experiments, flagOf, flags, holdouts, pageSizes, seriesOf } from './world.mjs';

const root = join(import.meta.dirname, 'data');
rmSync(root, { recursive: true, force: true });
for (const folder of ['experiments', 'lists', 'flags', 'series', 'series-as-list']) {
  mkdirSync(join(root, folder), { recursive: true });
}
const put = (path, value) => writeFileSync(join(root, path), JSON.stringify(value));

const contract = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schema/posthog.openapi.json'), 'utf8'),
);
const rowFields = Object.keys(contract.components.schemas.ExperimentBasic.properties);
const toRow = (experiment) =>
  Object.fromEntries(
    rowFields.filter((name) => name in experiment).map((name) => [name, experiment[name]]),
  );

const rows = experiments.map(toRow);
for (const { limit, offset, total } of pageSizes) {
  const results = Array.from({ length: Math.min(limit, total - offset) }, (_, index) => {
    const at = offset + index;
    // Beyond the first hundred the same rows come again under other numbers: enough for long pages.
    return { ...rows[at % rows.length], id: at + 1 };
  });
  const page = JSON.stringify({ count: total, next: null, previous: null, results });
  // A client that sends no offset asks for the first page.
  for (const name of offset === 0 ? [`${limit}-0`, `${limit}-`] : [`${limit}-${offset}`]) {
    writeFileSync(join(root, `lists/${name}.json`), page);
  }
}
for (const experiment of experiments) {
  put(`experiments/${experiment.id}.json`, experiment);
  for (const metric of experiment.metrics) {
    const series = seriesOf(experiment, metric);
    put(`series/${experiment.id}-${metric.uuid}-${metric.fingerprint}.json`, series);
    const points = Object.entries(series.timeseries).map(([date, result]) => ({ date, ...result }));
    put(`series-as-list/${metric.uuid}.json`, { ...series, timeseries: points });
  }
}
for (const flag of flags.values()) put(`flags/${flag.id}.json`, flagOf(flag));
put('holdouts.json', { count: holdouts.length, next: null, previous: null, results: holdouts });

const bytes = (value) => JSON.stringify(value).length;
const [first] = experiments;
console.log(
  `bytes: detail ${bytes(first)}, list row ${bytes(rows[0])}, page of 100 ${bytes(rows)}, ` +
    `series of ${DAYS} days ${bytes(seriesOf(first, first.metrics[0]))}`,
);
