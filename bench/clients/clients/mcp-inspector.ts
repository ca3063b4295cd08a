import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MCP, type ClientChecks } from '../check.ts';
import { mcpChecks } from './mcp-tools.ts';

const run = promisify(execFile);
const bin = fileURLToPath(new URL('../node_modules/.bin/mcp-inspector', import.meta.url));

async function inspect(...words: string[]): Promise<string> {
  const { stdout } = await run(bin, ['--cli', MCP, '--transport', 'http', ...words], {
    maxBuffer: 50_000_000,
  });
  return stdout;
}

const toolArguments = (args: Record<string, unknown>) =>
  Object.entries(args).flatMap(([name, value]) => ['--tool-arg', `${name}=${String(value)}`]);

export const clients: readonly ClientChecks[] = [
  mcpChecks(
    'MCP Inspector CLI',
    async () => {
      const { tools } = JSON.parse(await inspect('--method', 'tools/list')) as {
        tools: { name: string }[];
      };
      return tools.map(({ name }) => name);
    },
    (name, args) => inspect('--method', 'tools/call', '--tool-name', name, ...toolArguments(args)),
  ),
];
