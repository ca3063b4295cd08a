import { buildWebApp } from '../../build/web-app.ts';

/** Builds the web app once, before the tests: they run side by side, and several of them serve it. */
export function setup(): void {
  buildWebApp();
}
