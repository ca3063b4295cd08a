import { existsSync } from 'node:fs';

// What `npm start`, `npm run mcp` and `npm run sandbox` run: the sources where they are, as in a
// checkout, and otherwise what was built from them, as in the published package.
const source = new URL('src/main.ts', import.meta.url);
if (existsSync(source)) {
  const { buildWebApp, servesWebApp } = await import('./build/web-app.ts');
  // In a checkout it is built at the first start, and after a change.
  if (servesWebApp(process.argv[2])) buildWebApp();
  await import(source.href);
} else await import(new URL('dist/main.js', import.meta.url).href);
