import type { GraphQLSchema } from 'graphql';
import type { TestGraph } from '../support/graph.ts';
import { wholeSchema } from './whole-schema.ts';

/** Experiments of the seed that differ in their metrics, flags and states. */
const experiments = ['15', '4', '10', '27', '2', '5', '6', '8', '12', '20', '25'];

export interface Samples {
  readonly documents: readonly string[];
  /** Types of which no answer has an object. */
  readonly unseen: readonly string[];
}

/**
 * Documents that read every field of the schema. What is part of an experiment is read from one that has
 * it: not every experiment has a metric of each kind.
 */
export async function sampleDocuments(schema: GraphQLSchema, graph: TestGraph): Promise<Samples> {
  const { data } = await graph.query(
    '{ experiment(id: "15") { sessionBucket(bucket: FIRED_ANY, limit: 5) { sessionIds } } }',
  );
  const sessionIds = (data['experiment'].sessionBucket?.sessionIds ?? []) as string[];
  const documents: string[] = [];
  const unseen: string[] = [];
  for (const { type, text } of wholeSchema(schema, sessionIds)) {
    const variants = new Set(
      experiments.map((id) => text.replace(/experiment\(id: "\d+"\)/, `experiment(id: "${id}")`)),
    );
    let found: string | undefined;
    for (const variant of variants) {
      const answer = await graph.query(variant);
      if (JSON.stringify(answer.data).includes(`"__typename":"${type}"`)) found = variant;
      if (found !== undefined) break;
    }
    if (found === undefined) unseen.push(type);
    documents.push(found ?? text);
  }
  return { documents, unseen };
}
