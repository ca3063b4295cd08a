// Loaded into a server under profile: SIGUSR2 starts a CPU profile, the next one writes it to $PROFILE_OUT.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
let profiling = false;
process.on('SIGUSR2', () => {
  profiling = !profiling;
  if (profiling) {
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: 200 });
    session.post('Profiler.start');
    return;
  }
  session.post('Profiler.stop', (_error, { profile }) => {
    writeFileSync(process.env.PROFILE_OUT, JSON.stringify(profile));
  });
});
