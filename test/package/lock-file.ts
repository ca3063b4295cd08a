/** An entry of package-lock.json, as far as it is checked. */
export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** A dependency that does not come from the registry: a URL, a repository, a folder. */
const ELSEWHERE = /^(?!npm:)[\w+]+:|^[^@\s]+\/[^\s]+$/;

/**
 * Reasons why an install could differ from the reviewed one: each sentence names a package.
 * @param allowScripts packages whose install script was reviewed, by name, and whether it may run
 */
export function lockFileProblems(
  { packages }: LockFile,
  allowScripts: Readonly<Record<string, boolean>>,
): string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    const name = path.replace(/^.*node_modules\//, '') || 'the project';
    return [...entryProblems(path, locked), ...sourceProblems(locked)]
      .concat(
        locked.hasInstallScript && !Object.hasOwn(allowScripts, name)
          ? ['has an install script that `allowScripts` says nothing of']
          : [],
      )
      .map((problem) => `${name} ${problem}`);
  });
}

/** A package of this repository: its own folder, and the link by which the others find it. */
const isWorkspace = (path: string, { link, resolved }: LockedPackage) =>
  /^(?:packages\/[\w-]+|web)$/.test(link ? (resolved ?? '') : path);

function entryProblems(path: string, locked: LockedPackage) {
  const problems: string[] = [];
  const { integrity, resolved, link, version } = locked;
  if (path === '' || isWorkspace(path, locked)) return problems;
  if (link) problems.push('is a link');
  if (resolved !== undefined) problems.push(`is fetched from ${resolved}`);
  if (!/^sha512-[\w+/]+=*$/.test(integrity ?? '')) problems.push('has no integrity hash');
  if (!/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version ?? ''))
    problems.push('has no version');
  return problems;
}

function sourceProblems(locked: LockedPackage): string[] {
  const { dependencies, devDependencies, optionalDependencies } = locked;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, range]) => ELSEWHERE.test(range))
    .map(([name, range]) => `depends on ${name} from ${range}`);
}
