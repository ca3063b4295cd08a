/** Options that are not valid. The message has one sentence for each problem, and contains no values. */
export class GatewayOptionsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'GatewayOptionsError';
    this.problems = problems;
  }
}
