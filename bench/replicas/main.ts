// Several replicas behind nginx over one sandbox and one Redis, or workers of one server; README.md says what each scenario shows.
// Usage: npm run replicas -- dashboards|versions|kills|rollout|redis-faults|posthog-faults|soak|workers [--replicas 2] [--seconds 120] [--rate 200] [--operations 10000] [--times 20] [--requests 200000] [--minutes 30]
import { parseArgs } from 'node:util';
import { dashboards } from './dashboards.ts';
import { kills } from './kills.ts';
import { posthogFaults } from './posthog-faults.ts';
import { redisFaults } from './redis-faults.ts';
import { rollout } from './rollout.ts';
import { soak } from './soak.ts';
import { versions } from './versions.ts';
import { workers } from './workers.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    replicas: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '120' },
    rate: { type: 'string', default: '200' },
    operations: { type: 'string', default: '10000' },
    times: { type: 'string', default: '20' },
    requests: { type: 'string', default: '200000' },
    minutes: { type: 'string', default: '30' },
  },
});
const replicas = Number(values.replicas);
const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  dashboards: () => dashboards(replicas, Number(values.seconds)),
  versions: () => versions(replicas, Number(values.operations)),
  kills: () => kills(replicas, Number(values.times)),
  rollout: () => rollout(replicas, Number(values.rate), Number(values.seconds)),
  'redis-faults': redisFaults,
  'posthog-faults': posthogFaults,
  workers: () => workers(replicas, Math.min(Number(values.seconds), 5)),
  soak: () => soak(replicas, Number(values.requests), Number(values.minutes)),
};
const scenario = scenarios[positionals[0] ?? ''];
if (!scenario) throw new Error(`Name one of ${Object.keys(scenarios).join(', ')}.`);
await scenario();
