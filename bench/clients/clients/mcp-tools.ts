import { expect, newName, type ClientChecks } from '../check.ts';

/** Calls a tool and resolves to the text of its result. */
export type CallTool = (name: string, args: Record<string, unknown>) => Promise<string>;

/** What an MCP client does, whichever tools the server lists: `list` is asked first. */
export function mcpChecks(
  name: string,
  listTools: () => Promise<readonly string[]>,
  call: CallTool,
): ClientChecks {
  return {
    name,
    async query() {
      const tools = await listTools();
      expect(tools.includes('graphql'), `the tools are ${tools.join(', ')}`);
      const text = await call('graphql', { query: '{ experiment(id: 15) { posthogId name } }' });
      expect(text.includes('posthogId') && text.includes('15'), text);
    },
    async paging() {
      const read = (after: string) =>
        call('graphql', {
          query: `{ experiments(first: 2${after}) { nodes { posthogId } pageInfo { endCursor } } }`,
        });
      const first = await read('');
      const cursor = /endCursor\\*"?: ?\\*"?([^"\\,}\s]+)/.exec(first)?.[1];
      expect(cursor, first);
      const second = await read(`, after: ${JSON.stringify(cursor)}`);
      expect(second.includes('posthogId') && second !== first, second);
    },
    async mutation() {
      const title = newName();
      const text = await call('experiment-act', { action: 'update', id: 15, name: title });
      expect(text.includes(title), text);
    },
  };
}
