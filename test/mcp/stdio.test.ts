import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

async function connect(
  revision: '2025' | '2026',
  environment: Readonly<Record<string, string>> = {},
) {
  const { PATH = '', HOME = '' } = process.env;
  const transport = new StdioClientTransport({
    command: 'npm',
    args: ['run', '--silent', 'mcp'],
    cwd: root,
    env: { PATH, HOME, LOG_LEVEL: 'warn', ...environment },
    stderr: 'pipe',
  });
  let stderr = '';
  transport.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
  const client = new Client(
    { name: 'test', version: '0.0.0' },
    { versionNegotiation: { mode: revision === '2026' ? { pin: '2026-07-28' } : 'legacy' } },
  );
  const broken: Error[] = [];
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the client is not an EventTarget
  client.onerror = (error) => broken.push(error);
  await client.connect(transport);
  return { client, transport, broken, stderr: () => stderr };
}

describe('npm run mcp', () => {
  it.each(['2025', '2026'] as const)(
    'serves the sandbox on stdin and stdout in the %s revision, and ends when its client does',
    async (revision) => {
      const { client, transport, broken, stderr } = await connect(revision);
      const { tools } = await client.listTools();
      expect(tools.length).toBeLessThanOrEqual(12);
      const result = await client.callTool({ name: 'search', arguments: { text: 'checkout' } });
      expect(result.structuredContent).toMatchObject({
        data: { experiments: { nodes: [{ name: 'One-page checkout' }] } },
      });
      const { pid } = transport;
      await client.close();
      expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
      expect(broken).toEqual([]);
      expect(stderr()).toBe('');
    },
  );

  it("can run several times without a conflict over the sandbox's port", async () => {
    const every = { MCP_TOOLS: 'full' };
    const [one, other] = await Promise.all([connect('2025', every), connect('2025', every)]);
    for (const { client } of [one, other]) {
      const { isError } = await client.callTool({ name: 'experiment-stats', arguments: {} });
      expect(isError ?? false).toBe(false);
      await client.close();
    }
  });

  it('offers the tools that the settings choose', async () => {
    const { client } = await connect('2025', { MCP_TOOLS: 'full', MCP_READ_ONLY: '1' });
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(40);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    const { isError, content } = await client.callTool({
      name: 'experiment-pause',
      arguments: { id: 15 },
    });
    expect(isError).toBe(true);
    expect(JSON.stringify(content)).toContain('MCP_READ_ONLY=1');
    await client.close();
  });
});
