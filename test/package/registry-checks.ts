import { execFileSync } from 'node:child_process';

/**
 * The outcome of a check against the registry. "Not available" is neither passed nor failed:
 * nothing was checked.
 */
export type CheckOutcome =
  | { readonly is: 'passed'; readonly detail: string }
  | { readonly is: 'failed'; readonly detail: string }
  | { readonly is: 'not available'; readonly detail: string };

interface AuditReport {
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
}

/** Less severe vulnerabilities are counted without failing the check. */
const FAILING = ['high', 'critical'];

/** Evaluates the output of `npm audit --json`. */
export function vulnerabilities(printed: string): CheckOutcome {
  const { metadata, vulnerabilities: found = {}, ...rest } = parse(printed);
  if (!metadata) return unavailable(rest);
  const severe = Object.entries(found).filter(([, { severity }]) => FAILING.includes(severity));
  const names = severe.map(([name, { severity }]) => `${name} (${severity})`);
  if (names.length > 0) return { is: 'failed', detail: names.join(', ') };
  return { is: 'passed', detail: `${Object.keys(found).length} of lower severity` };
}

interface SignatureReport {
  readonly invalid?: readonly Signed[];
  readonly missing?: readonly Signed[];
}

interface Signed {
  readonly name: string;
  readonly version: string;
}

/** Evaluates the output of `npm audit signatures --json`. */
export function signatures(printed: string): CheckOutcome {
  const { invalid, missing, ...rest } = parse(printed);
  if (!invalid || !missing) return unavailable(rest);
  const names = [...invalid, ...missing].map(({ name, version }) => `${name} ${version}`);
  if (names.length > 0) return { is: 'failed', detail: names.join(', ') };
  return { is: 'passed', detail: 'every package is signed by the registry' };
}

/** npm's report when a registry, or its store of signature keys, does not answer. */
interface Failure {
  readonly error?: { readonly code?: string };
  readonly message?: string;
}

function unavailable({ error, message }: Failure): CheckOutcome {
  const [reason = 'npm gave no answer'] = (error?.code ?? message ?? '').match(/^\w[\w ]*/) ?? [];
  return { is: 'not available', detail: reason.trim() };
}

function parse(printed: string): AuditReport & SignatureReport & Failure {
  try {
    return JSON.parse(printed) as AuditReport & SignatureReport & Failure;
  } catch {
    return {};
  }
}

/** Runs an npm command and returns its output, whatever the exit code. */
export function npmPrints(...words: string[]): string {
  try {
    const patience = ['--fetch-retries=0', '--fetch-timeout=30000'];
    return execFileSync('npm', [...words, '--json', ...patience], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 300_000,
    });
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? '';
  }
}
