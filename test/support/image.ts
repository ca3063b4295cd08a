import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBaseImage } from './base-image.ts';

const EXECUTABLE = '/usr/bin/buildah';
const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * True when the image is to be built: `describe.runIf(buildsImages)`. Without buildah, or without the rights to change
 * the root directory, its tests are skipped, except on CI, where they fail.
 */
export const buildsImages =
  (existsSync(EXECUTABLE) && process.getuid?.() === 0) || process.env['CI'] === 'true';

if (!buildsImages) {
  process.stdout.write(`The container image is not built: that needs ${EXECUTABLE} and root.\n`);
}

/** What `docker inspect` says of an image. */
export interface ImageConfig {
  readonly User: string;
  readonly WorkingDir: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Healthcheck: { readonly Test: readonly string[] };
}

export interface BuiltImage {
  readonly config: ImageConfig;
  /** The directory of the root file system of a container. */
  readonly rootfs: string;
  /**
   * Runs a command, by default the entry point, in the container: as the image's user, with its environment and nothing of
   * this process, and with a root file system that cannot be written.
   */
  run(environment: Readonly<Record<string, string>>, words?: readonly string[]): ChildProcess;
  remove(): void;
}

/**
 * Builds the Dockerfile with buildah, as it is and from a stand-in of its base image.
 * @param args arguments of the build
 */
export function buildImage(args: Readonly<Record<string, string>>): BuiltImage {
  const work = mkdtempSync(join(tmpdir(), 'image-'));
  const storage = ['--root', join(work, 's'), '--runroot', join(work, 'r')];
  const buildah = (...words: readonly string[]) =>
    execFileSync(EXECUTABLE, [...storage, ...words], { encoding: 'utf8', stdio: 'pipe' }).trim();
  const remove = () => {
    buildah('umount', '--all');
    rmSync(work, { recursive: true, force: true });
  };
  try {
    build(buildah, work, args);
  } catch (error) {
    remove();
    throw error;
  }
  const { config } = JSON.parse(buildah('inspect', '--type', 'image', 'product')).Docker as {
    config: ImageConfig;
  };
  const rootfs = buildah('mount', buildah('from', 'product'));
  return {
    config,
    rootfs,
    run(environment, words = config.Entrypoint) {
      const own = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
      const command = [
        '/usr/bin/env',
        '-i',
        '-C',
        config.WorkingDir,
        ...config.Env,
        ...own,
        ...words,
      ];
      return spawn('unshare', ['--mount', 'sh', '-c', READ_ONLY, rootfs, config.User, ...command], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    },
    remove,
  };
}

function build(
  buildah: (...words: readonly string[]) => string,
  work: string,
  args: Readonly<Record<string, string>>,
): void {
  const bud = (...words: readonly string[]) =>
    buildah('bud', '--isolation', 'chroot', '--format', 'docker', ...words);
  const base = join(work, 'base');
  mkdirSync(base);
  writeBaseImage(base);
  const dockerfile = join(work, 'Dockerfile');
  writeFileSync(dockerfile, 'FROM scratch\nCOPY . /\nENV PATH=/usr/local/bin:/usr/bin\n');
  bud('--file', dockerfile, '--tag', baseName(), base);
  const packages = ['node_modules', 'web/node_modules'].map(
    (folder) => `--volume=${join(root, folder)}:/source/${folder}:ro`,
  );
  const given = Object.entries(args).map(([name, value]) => `--build-arg=${name}=${value}`);
  bud(...packages, ...given, '--tag', 'product', root);
}

/** $0 is the root directory, $1 the user; in a mount namespace of its own. */
const READ_ONLY = `
mount --bind "$0" "$0" && mount --bind /proc "$0/proc" && mount --bind /dev "$0/dev" &&
mount -o remount,ro,bind "$0" && user=$1 && shift &&
exec chroot --userspec="$user" "$0" "$@"
`;

/** The name of the base image in the Dockerfile. */
function baseName(): string {
  const [, name] = /^ARG NODE_IMAGE=(\S+)$/m.exec(readFileSync(`${root}Dockerfile`, 'utf8')) ?? [];
  return String(name);
}
