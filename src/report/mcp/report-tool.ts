import { createGraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { readingHints } from '../../mcp/annotations.ts';
import { checkIdOrKey } from '../../mcp/arguments/id-or-key.ts';
import { formatGraphError } from '../../mcp/execute-query.ts';
import { DEFAULT_TOKENS, TOKENS_ARGUMENT, tokensSchema } from '../../mcp/graph-result.ts';
import { refused } from '../../mcp/result.ts';
import type { McpTool } from '../../mcp/tool.ts';
import { coded } from '../../mcp/tool-codes.ts';
import { tokensOf } from '../../mcp/trim-to-tokens.ts';
import type { Report } from '../model/blocks.ts';
import { reportOf } from '../model/report-of.ts';
import { readReport, type Named } from '../read/read-report.ts';
import { renderMarkdown } from '../render/markdown.ts';

const input = {
  type: 'object' as const,
  properties: {
    id: { type: 'string', description: 'ID of the experiment, or PostHog’s number for it.' },
    featureFlagKey: { type: 'string', description: 'Key of its flag, in place of id.' },
    projectId: {
      type: 'string',
      description: 'Number of the project. Defaults to the configured project.',
    },
    [TOKENS_ARGUMENT]: {
      ...tokensSchema,
      description:
        'Maximum length of the report in tokens (estimated). Sections are left out to fit, and named.',
    },
  },
  additionalProperties: false,
};

/** A tool that gives the report about an experiment as Markdown. */
export const reportTool: McpTool = {
  listed: {
    name: 'experiment-report',
    title: 'Report about an experiment',
    description:
      'A report about one experiment as Markdown, for people: plan, decision with its criteria, findings with remedies, scorecard of all metrics, results over the days, exposures, variants and history. Costs 3 calls to PostHog, and 1 for each metric; 1 or 2 more by the key of the flag. Changes nothing.',
    inputSchema: input,
    annotations: readingHints(),
  },
  fullInput: () => input,
  check: (given) => checkIdOrKey(given, input),
  async run(given, session) {
    const {
      projectId,
      [TOKENS_ARGUMENT]: tokens = DEFAULT_TOKENS,
      ...named
    } = given as Named & {
      readonly projectId?: string;
      readonly [TOKENS_ARGUMENT]?: number;
    };
    const { authorization, context, parent } = session;
    const client = createGraphClient({
      // Reported as a part of the call.
      graph: {
        fetch: (url, init, asked) =>
          session.graph.fetch(url, init, {
            ...asked,
            arrivedAt: Date.now(),
            alreadyRead: undefined,
            parent,
          }),
      },
      authorization,
      client: 'mcp',
      waitsForLimits: false,
      signal: context.mcpReq.signal,
    });
    try {
      const source = await readReport(client, named, projectId ?? session.projectId);
      if (!source)
        return refused(
          coded('NOT_FOUND', `there is no experiment ${JSON.stringify(Object.values(named)[0])}.`),
          'What to do: correct the ID or key. The tools that list experiments take a search.',
        );
      const text = fitted(reportOf(source), tokens);
      if (text !== undefined) return { content: [{ type: 'text', text }] };
      return refused(
        coded(
          'ANSWER_TOO_LONG',
          `the report has more than ${tokens} tokens without its longest sections.`,
        ),
        `What to do: raise ${TOKENS_ARGUMENT}.`,
      );
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      return refused(...error.errors.flatMap((one) => formatGraphError(one)));
    }
  },
};

/**
 * The report within a number of tokens: without sections that may be left out, which a last line names. Undefined where
 * the others are too long.
 */
function fitted(report: Report, tokens: number): string | undefined {
  const order = report.sections
    .filter(({ droppedAs }) => droppedAs > 0)
    .toSorted((one, other) => one.droppedAs - other.droppedAs);
  for (let dropped = 0; dropped <= order.length; dropped += 1) {
    const without = order.slice(0, dropped);
    const sections = report.sections.filter((section) => !without.includes(section));
    const names = without.map(({ title }) => title).join(', ');
    const note = `\nLeft out to stay within ${tokens} tokens: ${names}. Raise ${TOKENS_ARGUMENT} to include them.\n`;
    const text = `${renderMarkdown({ ...report, sections })}${dropped > 0 ? note : ''}`;
    if (tokensOf(text) <= tokens) return text;
  }
  return undefined;
}
