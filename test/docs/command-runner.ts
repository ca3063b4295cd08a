import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { spawnCommand, type Spawned } from '../support/spawned.ts';
import { root } from './documents.ts';

const run = promisify(execFile);

/** The addresses that documents print, by the label of the real one in the banner. */
const PRINTED = { GraphQL: 'http://127.0.0.1:4000', Sandbox: 'http://127.0.0.1:4010' } as const;

/**
 * Runs the commands of documents, with free ports in place of those they print. Documents that start the same server
 * share one, as they do for a reader who goes from one to the next.
 */
export class CommandRunner implements AsyncDisposable {
  readonly #servers = new Map<string, Spawned>();
  readonly #curlHome = mkdtempSync(join(tmpdir(), 'curl-'));

  constructor() {
    // An HTTP error is a failure, as for a reader, and progress bars are left out.
    writeFileSync(join(this.#curlHome, '.curlrc'), 'fail-with-body\nsilent\nshow-error\n');
  }

  /**
   * Starts a command that goes on running, unless it runs already, and waits until it is ready.
   * @throws Error when it ends instead
   */
  async serve(command: string): Promise<Server> {
    let spawned = this.#servers.get(command);
    if (spawned === undefined) {
      spawned = spawnCommand(['bash', '-c', command], { cwd: root });
      this.#servers.set(command, spawned);
    }
    await spawned.started;
    if (spawned.url('Sandbox') === undefined) throw new Error(`${command}: ${spawned.stderr()}`);
    return new Server(spawned);
  }

  /**
   * Runs a command to its end, against a server.
   * @returns what it wrote to stdout, with the addresses that documents print
   * @throws Error when it fails, or when curl is answered with an HTTP error
   */
  async execute(command: string, server: Server): Promise<string> {
    const { PATH = '', HOME = '' } = process.env;
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', server.toReal(command)], {
      cwd: root,
      env: { PATH, HOME, CURL_HOME: this.#curlHome },
    });
    return server.toPrinted(stdout);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const servers = [...this.#servers.values()];
    for (const { child } of servers) child.kill('SIGTERM');
    await Promise.all(servers.map(({ ended }) => ended));
    rmSync(this.#curlHome, { recursive: true });
  }
}

/** A server that a document started, on other ports than the document says. */
export class Server {
  readonly #spawned: Spawned;
  readonly #addresses: readonly (readonly [printed: string, real: string])[];

  constructor(spawned: Spawned) {
    this.#spawned = spawned;
    this.#addresses = Object.entries(PRINTED).flatMap(([label, printed]) => {
      const url = spawned.url(label);
      return url === undefined ? [] : [[printed, new URL(url).origin] as const];
    });
  }

  /** What it wrote to stdout, with the addresses that documents print. */
  get printed(): string {
    return this.toPrinted(this.#spawned.stdout());
  }

  /** A command of a document with the real addresses. */
  toReal(command: string): string {
    return this.#addresses.reduce((text, [from, to]) => text.replaceAll(from, to), command);
  }

  /** An output with the addresses that documents print. */
  toPrinted(output: string): string {
    return this.#addresses.reduce((text, [to, from]) => text.replaceAll(from, to), output);
  }
}
