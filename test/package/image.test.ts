import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { buildImage, buildsImages, type BuiltImage } from '../support/image.ts';
import { post } from '../support/post.ts';

const CREATED = '2026-11-01T00:00:00Z';

describe.runIf(buildsImages)('the container image, built with buildah', () => {
  let image: BuiltImage;
  beforeAll(() => {
    image = buildImage({ VERSION: '1.2.3', REVISION: 'abc123', CREATED });
  }, 600_000);
  afterAll(() => {
    image.remove();
  });

  it('says in labels what it is and what it was built from', () => {
    expect(image.config.Labels).toMatchObject({
      'org.opencontainers.image.title': 'PostHog Experiments Graph',
      'org.opencontainers.image.licenses': 'MIT',
      'org.opencontainers.image.version': '1.2.3',
      'org.opencontainers.image.revision': 'abc123',
      'org.opencontainers.image.created': CREATED,
      'org.opencontainers.image.source': expect.stringMatching(/^https:/),
      'org.opencontainers.image.base.name': expect.stringMatching(/^docker\.io\/library\/node:/),
    });
  });

  it('adds the package and its compile cache to the base image, and nothing of the build', () => {
    const files = readdirSync(join(image.rootfs, 'app'), { recursive: true, encoding: 'utf8' });
    const bytes = files.map((file) => statSync(join(image.rootfs, 'app', file)).size);
    const megabytes = bytes.reduce((sum, size) => sum + size) / 1e6;
    process.stdout.write(`The image adds ${megabytes.toFixed(1)} MB to its base image.\n`);
    // Half of it is the documentation site, which describes every type of the API.
    expect(megabytes).toBeLessThan(32);
    expect(files.filter((file) => /(?:^|\/)(?:node_modules|src|test)$/.test(file))).toEqual([]);
    expect(readdirSync(image.rootfs)).not.toContain('source');
  });

  it('cannot write to its root file system when that is read-only', async () => {
    const write = image.run({}, ['node', '-e', "fs.writeFileSync('/tmp/file', '')"]);
    expect(await text(write.stderr!)).toContain('EROFS');
  });

  it('answers with a read-only root file system and as a user without rights, from its compile cache, and stops', async () => {
    const PORT = String(await freePort());
    const environment = { PORT, HOST: '127.0.0.1', SANDBOX_PORT: '0' };
    const server = image.run({ ...environment, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' });
    const said = text(server.stderr!);
    const ended = once(server, 'close');
    const url = `http://127.0.0.1:${PORT}`;
    const health = () => fetch(`${url}/health`).then(({ status }) => status, String);
    await expect.poll(health, { timeout: 60_000, interval: 100 }).toBe(200);
    const { body } = await post<{ experiments: { totalCount: number } }>(
      url,
      '{ experiments { totalCount } }',
    );
    expect(body.data?.experiments.totalCount).toBeGreaterThan(0);

    const [kind, ...check] = image.config.Healthcheck.Test;
    expect(kind).toBe('CMD');
    expect(await once(image.run({ PORT }, check), 'close')).toEqual([0, null]);
    expect(await once(image.run({ PORT: '1' }, check), 'close')).toEqual([1, null]);

    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const log = await said;
    expect(image.config.User).toBe('1000:1000');
    expect(log).toMatch(/file:\/\/\/app\/dist\/process\.js because cache was the same/);
    expect(log).not.toMatch(/rejected/);
  });
});
