import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { spawnCommand, type Spawned } from '../support/spawned.ts';
import { root } from './documents.ts';
import type { RunnableLanguage } from './runnable-blocks.ts';

const run = promisify(execFile);

/** The program that runs a block of each language, and its words before the text of the block. */
const programs: Readonly<Record<RunnableLanguage, readonly [string, ...string[]]>> = {
  sh: ['bash', '-euo', 'pipefail', '-c'],
  python: ['python3', '-c'],
  ts: [process.execPath, '--input-type=module-typescript', '--eval'],
};

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
   * Runs a command or a program to its end, against a server.
   * @returns what it wrote to stdout, with the addresses that documents print
   * @throws Error when it fails, or when curl is answered with an HTTP error
   */
  async execute(language: RunnableLanguage, command: string, server: Server): Promise<string> {
    const [program, ...words] = programs[language];
    const { stdout } = await run(program, [...words, server.toReal(command)], this.#options);
    return server.toPrinted(stdout);
  }

  /**
   * Runs a command that goes on running until it has written something to stdout, and ends it.
   * @returns what it wrote
   * @throws Error when it ends without having written anything
   */
  async firstOutput(command: string, server: Server): Promise<string> {
    const child = spawn('bash', ['-c', `exec ${server.toReal(command)}`], this.#options);
    const ended = once(child, 'close');
    const [printed = ''] = await Promise.race([once(child.stdout, 'data'), ended.then(() => [])]);
    child.kill();
    await ended;
    if (printed === '') throw new Error(`Nothing was printed by: ${command}`);
    return server.toPrinted(String(printed));
  }

  get #options() {
    const { PATH = '', HOME = '' } = process.env;
    return { cwd: root, env: { PATH, HOME, CURL_HOME: this.#curlHome } };
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
