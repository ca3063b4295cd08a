import { graphql } from '../../graph-client/generated/gql.ts';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import { readContent } from '../files/content.ts';
import { SpecFilesError } from '../files/fault.ts';
import type { SpecFileContent } from '../files/file-shape.ts';
import { parseSource, type SpecSource } from '../files/source.ts';
import type { Fetched } from './fetch-spec-file.ts';

const DESCRIBED = graphql(`
  query DescribedExperiment($spec: JSON!) {
    planExperiment(spec: $spec) {
      experiment {
        id
        name
      }
    }
  }
`);

/** A spec file that is to be written over. */
export interface ExistingFile {
  readonly text: string;
  readonly source: SpecSource;
  readonly read: SpecFileContent;
}

/** @throws SpecFilesError when the file is no valid spec */
export function readExisting(file: string, text: string): ExistingFile {
  const source = parseSource(file, text);
  if (!('document' in source)) throw new SpecFilesError(source);
  const read = readContent(source);
  if (!('name' in read)) throw new SpecFilesError(read);
  return { text, source, read };
}

/**
 * Makes sure that a file is not about another experiment than the one that is to be written to it. Where the names
 * differ, it looks whether the experiment was renamed, or another on its flag has the name of the file: 2 to 4 calls.
 * @throws SpecFilesError when it is about another
 */
export async function checkSameExperiment(
  client: GraphClient,
  { source, read }: ExistingFile,
  { id, content }: Fetched,
): Promise<void> {
  const { name, featureFlagKey } = read;
  if (featureFlagKey !== content['featureFlagKey'])
    throw new SpecFilesError([
      source.fault(
        ['featureFlagKey'],
        `The file describes an experiment on another flag than "${String(content['featureFlagKey'])}", so it is not written over.`,
      ),
    ]);
  if (name === content['name']) return;
  const { data } = await client.read(DESCRIBED, { spec: { name, featureFlagKey } });
  const described = data.planExperiment?.experiment;
  if (described && described.id !== id && described.name === name)
    throw new SpecFilesError([
      source.fault(
        ['name'],
        `The file describes another experiment on the same flag, "${name}", so it is not written over.`,
      ),
    ]);
}
