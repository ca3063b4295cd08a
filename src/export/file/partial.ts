import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { ExportRefused } from '../failure.ts';
import { exportFormats, exportKinds, exportStatuses, archivedChoices } from '../request.ts';

/** What is known of an export to a file that is not whole. Stored beside it until it is. */
const shape = z.object({
  /** What is exported: another export must not continue it. */
  request: z.object({
    kind: z.enum(exportKinds),
    format: z.enum(exportFormats),
    posthog: z.string(),
    projectId: z.string(),
    experiment: z.int().optional(),
    status: z.enum(Object.keys(exportStatuses)).optional(),
    archived: z.enum(archivedChoices),
    since: z.string().optional(),
    until: z.string().optional(),
  }),
  /** Length of the file that has whole experiments only. */
  bytes: z.int().nonnegative(),
  /** PostHog's numbers of the experiments that could not be read. */
  failed: z.array(z.int()),
});

/** What is known of an export to a file that is not whole. */
export type Partial = z.infer<typeof shape>;

/** The file beside an export that says that it is not whole. */
const partialPath = (file: string): string => `${file}.partial.json`;

/**
 * What is stored beside an export; undefined where nothing is.
 * @throws ExportRefused for a file that is not one of this program's
 */
export async function readPartial(file: string): Promise<Partial | undefined> {
  const path = partialPath(file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new ExportRefused('resume', `${path} cannot be read. Begin again without --resume.`, {
      cause: error,
    });
  }
}

/** Replaces what is stored, so that a process that is killed leaves the old or the new text. */
export async function writePartial(file: string, partial: Partial): Promise<void> {
  const path = partialPath(file);
  await writeFile(`${path}.new`, `${JSON.stringify(partial, undefined, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** The export is whole. */
export const removePartial = (file: string): Promise<void> =>
  rm(partialPath(file), { force: true });
