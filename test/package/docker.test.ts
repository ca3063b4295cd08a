import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { dockerContext } from '../support/docker-context.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { sources, files, filesOf } = dockerContext(root);

// built.test.ts, which uses no other files, checks that these are enough to build and pack the
// product.
describe('the build context of the container image', () => {
  it('has every file that the Dockerfile copies', () => {
    expect(sources).toContain('src');
    expect(sources.filter((source) => filesOf(source).length === 0)).toEqual([]);
  });

  it('has nothing that the Dockerfile does not copy', () => {
    const copied = new Set(sources.flatMap((source) => filesOf(source)));
    expect(files.filter((path) => !copied.has(path))).toEqual([]);
  });
});

describe('the container image', () => {
  it('is based on the exact version of Node that the tests run on, in every stage', () => {
    const dockerfile = readFileSync(`${root}Dockerfile`, 'utf8');
    const [, version] =
      /^ARG NODE_IMAGE=docker\.io\/library\/node:([\d.]+)-/m.exec(dockerfile) ?? [];
    expect(version).toBe(manifest.devDependencies.node);
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases).toEqual(['${NODE_IMAGE}', '${NODE_IMAGE}']);
  });

  it('copies nothing from the build but the package', () => {
    const last =
      readFileSync(`${root}Dockerfile`, 'utf8')
        .split(/^FROM /m)
        .at(-1) ?? '';
    const copies = last.split('\n').filter((line) => line.startsWith('COPY'));
    expect(copies).toEqual(['COPY --from=build /app ./']);
    expect(last).not.toContain('npm');
  });
});
