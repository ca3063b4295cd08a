import { variables, type Variable } from '../config/variables.ts';

const all: readonly (readonly [name: string, variable: Variable])[] = Object.entries(variables);

/** `.env.example`: every variable, commented out, below its description. */
export function environmentExample(): string {
  const entries = all.map(([name, variable]) => {
    const unset =
      variable.default === undefined ? `Unset: ${variable.unset}.` : `Default: ${variable.default}`;
    const file = variable.isSecret ? `# Or ${name}_FILE: a file that holds it.\n` : '';
    return `# ${variable.meaning}\n# ${unset}\n${file}#${name}=${variable.example}\n`;
  });
  return ['# Every variable is optional. Start with `node --env-file=.env`.\n', ...entries].join(
    '\n',
  );
}
