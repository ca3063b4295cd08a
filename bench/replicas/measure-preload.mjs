// Loaded into a replica that is started with --expose-gc: SIGUSR2 collects garbage and writes what is in use to
// $MEASURE_DIRECTORY/<pid>.json.
import { renameSync, writeFileSync } from 'node:fs';

let warnings = 0;
// An emitter or signal with too many listeners is reported as a warning.
process.on('warning', () => (warnings += 1));

process.on('SIGUSR2', () => {
  // Twice: what the first finds unreachable may have held other things.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  const resources = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  const file = `${process.env.MEASURE_DIRECTORY}/${process.pid}.json`;
  writeFileSync(`${file}.part`, JSON.stringify({ heapUsed, external, resources, warnings }));
  renameSync(`${file}.part`, file);
});
