import { nothingStored, postHogProblems } from '../../experiment-spec/posthog-problems.ts';
import type { Spec } from '../../experiment-spec/shape.ts';
import type { Guard, ScheduledEnd } from '../../guards/shape.ts';
import { faultOf, readContent } from './content.ts';
import { SpecFilesError, type SpecFault } from './fault.ts';
import {
  besidesSpec,
  type DesiredConclusion,
  type DesiredStatus,
  type SpecFileContent,
} from './file-shape.ts';
import { findSpecFiles } from './find.ts';
import { parseSource, type SpecSource } from './source.ts';
import { textOf } from './text.ts';

/** One experiment as a file describes it. */
export interface SpecFile {
  /** The file, beginning with the directory as it was named. */
  readonly path: string;
  /** What `planExperiment` and `applyExperiment` accept. */
  readonly spec: Spec;
  /** The wanted status; undefined where the file does not say. */
  readonly status: DesiredStatus | undefined;
  readonly conclusion: DesiredConclusion | null | undefined;
  readonly conclusionComment: string | null | undefined;
  readonly guards: readonly Guard[];
  readonly scheduledEnd: ScheduledEnd | undefined;
  /** A fault at the value with this path in the file. */
  readonly fault: SpecSource['fault'];
}

/**
 * Reads and checks all spec files of a directory. Nothing is sent to PostHog.
 * @param directory a directory, or one spec file
 * @returns one entry for each file, sorted by path
 * @throws SpecFilesError with everything that is wrong with all files
 * @throws SpecDirectoryError when there are none, or the directory cannot be read
 */
export function readSpecFiles(directory: string): readonly SpecFile[] {
  const faults: SpecFault[] = [];
  const files = findSpecFiles(directory).flatMap((path): SpecFile[] => {
    const read = readSpecFile(path);
    if ('spec' in read) return [read];
    faults.push(...read);
    return [];
  });
  faults.push(...sameExperiment(files));
  if (faults.length === 0) return files;
  // What these files have could be excused by what is stored, but nothing is asked for now.
  for (const file of files)
    for (const problem of postHogProblems(file.spec, nothingStored))
      faults.push(faultOf(file, problem));
  throw new SpecFilesError(faults);
}

function readSpecFile(path: string): SpecFile | readonly SpecFault[] {
  const text = textOf(path);
  if (typeof text !== 'string') return [text];
  const source = parseSource(path, text);
  if (!('document' in source)) return source;
  const content = readContent(source);
  return 'name' in content ? fileOf(source, content) : content;
}

function fileOf({ file, fault }: SpecSource, content: SpecFileContent): SpecFile {
  const { status, conclusion, conclusionComment, guards = [], scheduledEnd } = content;
  const spec = Object.fromEntries(
    Object.entries(content).filter(([name]) => !besidesSpec.has(name)),
  ) as Spec;
  return {
    path: file,
    spec,
    status,
    conclusion,
    conclusionComment,
    guards,
    scheduledEnd,
    fault,
  };
}

/** Files that describe one experiment twice: it would be changed back and forth. */
function sameExperiment(files: readonly SpecFile[]): SpecFault[] {
  const first = new Map<string, SpecFile>();
  return files.flatMap((file) => {
    const { name, featureFlagKey } = file.spec;
    const identity = JSON.stringify([featureFlagKey, name]);
    const other = first.get(identity);
    if (!other) first.set(identity, file);
    return other
      ? [
          file.fault(
            ['name'],
            `${other.path} describes the same experiment: flag key and name are equal.`,
          ),
        ]
      : [];
  });
}
