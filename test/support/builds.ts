import type { TestProject } from 'vitest/node';
import { buildTestServer } from '../../build/test-server.ts';
import { buildWebApp } from '../../build/web-app.ts';

/**
 * Builds what tests start and serve, before the first of them: they run side by side, and several of them need it. When
 * vitest watches, it is built again with each of its runs.
 */
export function setup(project: TestProject): void {
  buildAll();
  project.onTestsRerun(buildAll);
}

function buildAll(): void {
  buildTestServer();
  buildWebApp();
}
