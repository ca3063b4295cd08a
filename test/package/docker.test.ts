import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
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
  it('copies nothing from the build but the package', () => {
    const last =
      readFileSync(`${root}Dockerfile`, 'utf8')
        .split(/^FROM /m)
        .at(-1) ?? '';
    const copies = last.split('\n').filter((line) => line.startsWith('COPY'));
    expect(copies).toEqual(['COPY --from=build /package ./']);
    expect(last).not.toContain('npm');
  });
});
