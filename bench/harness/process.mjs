// Child processes pinned to cores, and what /proc says of them.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Parent and CPU time of a process, in ticks of 10 ms; null when it is gone. */
function statusOf(pid) {
  const text = read(`/proc/${pid}/stat`);
  if (!text) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

/** A process and all its descendants. */
function treeOf(pid) {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    const status = /^\d+$/.test(name) ? statusOf(name) : null;
    if (!status) continue;
    children.set(status.parent, [...(children.get(status.parent) ?? []), Number(name)]);
  }
  const tree = [];
  for (const todo = [pid]; todo.length > 0;) {
    const one = todo.pop();
    tree.push(one);
    todo.push(...(children.get(one) ?? []));
  }
  return tree;
}

/** User and system time of a tree, in seconds. */
export const cpuOf = (pid) =>
  treeOf(pid).reduce((sum, one) => sum + (statusOf(one)?.ticks ?? 0) / 100, 0);

const sumOf = (pid, field) =>
  treeOf(pid).reduce(
    (sum, one) =>
      sum +
      Number(new RegExp(`${field}:\\s+(\\d+)`).exec(read(`/proc/${one}/status`))?.[1] ?? 0) / 1024,
    0,
  );

/** Resident memory of a tree, in MiB. */
export const memoryOf = (pid) => sumOf(pid, 'VmRSS');

/** The most that was resident of each of its processes, in MiB. */
export const peakMemoryOf = (pid) => sumOf(pid, 'VmHWM');

/** Moves all threads of a tree to some cores: '0', '1' or '0,1'. */
export function pin(pid, cores) {
  for (const one of treeOf(pid)) {
    try {
      execFileSync('taskset', ['-a', '-c', '-p', cores, String(one)], { stdio: 'ignore' });
    } catch {
      // It ended meanwhile.
    }
  }
}

/** Starts a command on some cores; its output goes to a log file. */
export function start(cores, command, { cwd, env = {}, log }) {
  const file = openSync(log, 'w');
  const child = spawn('taskset', ['-c', cores, ...command], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  child.gone = new Promise((done) => child.once('exit', done));
  return child;
}

/** Ends what `start` started: asked first, forced after three seconds. */
export async function stop(child) {
  const tree = treeOf(child.pid).toReversed();
  const signal = (name) => {
    for (const pid of tree) {
      try {
        process.kill(pid, name);
      } catch {
        // Gone already.
      }
    }
  };
  signal('SIGTERM');
  const ended = await Promise.race([child.gone.then(() => true), sleep(3_000)]);
  if (ended) return;
  signal('SIGKILL');
  await child.gone;
}

/** Runs a command to its end and gives what it printed. */
export function output(cores, command, env) {
  return new Promise((done, failed) => {
    const child = spawn('taskset', ['-c', cores, ...command], { env: { ...process.env, ...env } });
    let text = '';
    const take = (chunk) => (text += chunk);
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', failed);
    child.on('exit', () => done(text));
  });
}

/** True when something listens on a port of this machine. */
export const inUse = (port) =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.once('error', () => answer(false));
  });
