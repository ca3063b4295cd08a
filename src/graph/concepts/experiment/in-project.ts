import type { GraphContext } from '../../context/context.ts';
import { currentProjectNumber } from '../../core/current-project.ts';
import { CURRENT } from '../../planner/current-project.ts';
import { experimentLoader, type ExperimentRow } from './loader.ts';
import { toExperiment, type ExperimentNode } from './ref.ts';

/**
 * The nodes of rows that were read from one project. Under `@current`, its number is that of their flags' team,
 * which costs nothing; it is read only when no row has a flag.
 */
export async function inProject(
  context: GraphContext,
  projectId: string,
  rows: readonly ExperimentRow[],
): Promise<ExperimentNode[]> {
  const nodes = rows.map((row) => toExperiment(projectId, row));
  if (projectId !== CURRENT || nodes.length === 0) return nodes;
  const said = nodes.map((node) => node.projectId).find((number) => number !== CURRENT);
  if (said !== undefined) context.currentProject.learn(Number(said));
  const number = said ?? (await currentProjectNumber(context)());
  return nodes.map(({ row }) => ({ projectId: number, row }));
}

/** The same for the rows of a list, which are not read again in this request. */
export async function listedInProject(
  context: GraphContext,
  projectId: string,
  rows: readonly ExperimentRow[],
): Promise<ExperimentNode[]> {
  const nodes = await inProject(context, projectId, rows);
  for (const node of nodes) experimentLoader(context).primeRow(node.projectId, node.row);
  return nodes;
}

/** The node with the number of its project, where it was read under `@current` and its row did not say it. */
export async function numbered(
  context: GraphContext,
  node: ExperimentNode,
): Promise<ExperimentNode> {
  const [one] = await inProject(context, node.projectId, [node.row]);
  return one!;
}
