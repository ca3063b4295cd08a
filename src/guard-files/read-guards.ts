import { statSync } from 'node:fs';
import { acceptable, follows } from '../experiment-spec/acceptable.ts';
import { issueProblems } from '../experiment-spec/issues.ts';
import type { DeclaredGuards, Reference } from '../guards/resolve/declared.ts';
import { watchProblems, type GuardProblem } from '../guards/problems.ts';
import { SpecFilesError, type SpecFault } from '../specs/files/fault.ts';
import { faultOf } from '../specs/files/content.ts';
import { readSpecFiles } from '../specs/files/read-spec-files.ts';
import { parseSource } from '../specs/files/source.ts';
import { textOf } from '../specs/files/text.ts';
import { guardsFileShape, type GuardsFileEntry } from './shape.ts';

/**
 * Reads the guards of a guards file, or those of a directory of spec files. Nothing is sent to PostHog.
 * @returns one entry for each experiment that is watched
 * @throws SpecFilesError with everything that is wrong with all files
 * @throws SpecDirectoryError when there are no spec files in a directory
 */
export function readGuards(path: string): readonly DeclaredGuards<SpecFault>[] {
  return isDirectory(path) ? ofSpecs(path) : ofFile(path);
}

const isDirectory = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function ofSpecs(directory: string): readonly DeclaredGuards<SpecFault>[] {
  return readSpecFiles(directory)
    .filter(({ guards, scheduledEnd }) => guards.length > 0 || scheduledEnd)
    .map(({ spec, guards, scheduledEnd, fault }) => ({
      reference: { name: spec.name, featureFlagKey: spec.featureFlagKey },
      guards,
      scheduledEnd,
      fault,
    }));
}

function ofFile(file: string): readonly DeclaredGuards<SpecFault>[] {
  const text = textOf(file);
  if (typeof text !== 'string') throw new SpecFilesError([text]);
  const source = parseSource(file, text);
  if (!('value' in source)) throw new SpecFilesError(source);
  if (source.value == null) throw new SpecFilesError([source.fault([], 'The file is empty.')]);
  const { data, error } = guardsFileShape.safeParse(source.value);
  const issues = error?.issues ?? [];
  const { experiments = [] } = data ?? acceptable(guardsFileShape, source.value) ?? {};
  const faults = [
    ...issueProblems(guardsFileShape, issues).map((problem) => faultOf(source, problem)),
    ...experiments
      .flatMap(entryProblems)
      .filter((problem) => !follows(problem, issues))
      .map(({ path, message }) => source.fault(path, message)),
  ];
  if (faults.length > 0) throw new SpecFilesError(faults);
  return experiments.map((entry, index) => ({
    reference: referenceOf(entry),
    guards: entry.guards ?? [],
    scheduledEnd: entry.scheduledEnd,
    fault: (path, message) => source.fault(['experiments', index, ...path], message),
  }));
}

const NAMES = ['id', 'featureFlagKey', 'name'] as const;

function referenceOf(entry: GuardsFileEntry): Reference {
  const { id, featureFlagKey, name } = entry;
  return {
    ...(id !== undefined && { id: String(id) }),
    ...(featureFlagKey !== undefined && { featureFlagKey }),
    ...(name !== undefined && { name }),
  };
}

/** Contradictions in one entry. */
function entryProblems(entry: GuardsFileEntry, index: number): GuardProblem[] {
  const at = (...path: readonly PropertyKey[]) => ['experiments', index, ...path];
  const { guards = [], scheduledEnd } = entry;
  const problems: GuardProblem[] = [];
  if (NAMES.filter((name) => entry[name] !== undefined).length !== 1)
    problems.push({
      path: at(),
      message: 'Name the experiment by one of "id", "featureFlagKey" and "name".',
    });
  if (guards.length === 0 && !scheduledEnd)
    problems.push({ path: at(), message: 'It has neither "guards" nor a "scheduledEnd".' });
  for (const { path, message } of watchProblems(guards, scheduledEnd))
    problems.push({ path: at(...path), message });
  return problems;
}
