import { variables, type Variable } from '../config/variables.ts';

const all: readonly (readonly [name: string, variable: Variable])[] = Object.entries(variables);

/** `.env.example`: every variable, commented out, below its description. */
export function environmentExample(): string {
  const entries = all.map(([name, variable]) => {
    const unset =
      variable.default === undefined ? `Unset: ${variable.unset}.` : `Default: ${variable.default}`;
    return `# ${variable.meaning}\n# ${unset}\n#${name}=${variable.example}\n`;
  });
  return ['# Every variable is optional. Start with `node --env-file=.env`.\n', ...entries].join(
    '\n',
  );
}
