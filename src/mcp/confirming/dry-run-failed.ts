import { refused } from '../result.ts';

/** The problem of a dry run, which is reported to the caller unchanged. */
export class DryRunFailed extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'DryRunFailed';
    this.lines = lines;
  }

  get result() {
    return refused(...this.lines);
  }
}
