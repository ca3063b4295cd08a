import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Path of the built product.
 * @throws when it has not been built
 */
export function builtProduct(): string {
  const path = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  if (existsSync(path)) return path;
  throw new Error(
    `${path} does not exist. Run \`npm run build\` in the root of the project first.`,
  );
}
