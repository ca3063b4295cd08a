import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BASE, PORT } from './check.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Of the product only its ports are set: everything else is its default. */
const environment = {
  PATH: process.env['PATH'],
  PORT: String(PORT),
  SANDBOX_PORT: String(PORT + 1),
};

/** Starts the product and resolves to what stops it. */
export async function startProduct(): Promise<() => Promise<void>> {
  // Another product would be taken for the one that is started here.
  if (await isUp()) throw new Error(`Something is listening at ${BASE} already.`);
  const product = spawn(process.execPath, ['run.js'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => product.once('exit', () => resolve()));
  for (let tries = 0; ; tries += 1) {
    if (await isUp()) break;
    if (product.exitCode !== null || tries > 200) {
      product.kill('SIGTERM');
      throw new Error('The product did not start.');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return async () => {
    product.kill('SIGTERM');
    await ended;
  };
}

const isUp = () =>
  fetch(`${BASE}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
