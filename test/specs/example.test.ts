import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readSpecFiles } from '../../src/specs/files/read-spec-files.ts';
import { runCommand } from '../support/command-line.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const folder = new URL('examples/gitops/experiments', root).pathname;

interface Job {
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

describe('the example repository', () => {
  const { jobs } = parse(read('examples/gitops/.github/workflows/experiments.yaml')) as {
    jobs: Readonly<Record<string, Job>>;
  };
  const lines = Object.values(jobs)
    .flatMap(({ steps }) => steps.flatMap(({ run = '' }) => run.split('\n')))
    .filter((line) => line.startsWith('npx posthog-experiments-graph'))
    .map((line) =>
      line
        .replace(/ > .*$/, '')
        .split(' ')
        .slice(2),
    );

  it('plans, applies and looks for drift with options that the commands have', async () => {
    expect(lines.map(([name]) => name)).toEqual(['plan', 'apply', 'drift']);
    for (const [name = '', ...words] of lines) {
      // oxlint-disable-next-line no-await-in-loop
      const { printed } = await runCommand([name, '--help'], { environment: {} });
      for (const option of words.filter((word) => word.startsWith('--')))
        expect(printed).toContain(`  ${option} `);
    }
  });

  it('pins each action by its major version', () => {
    const uses = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap((step) => step.uses ?? []),
    );
    expect(uses.length).toBeGreaterThan(4);
    for (const action of uses) expect(action).toMatch(/^actions\/[\w-]+@v\d+$/);
  });

  it('has experiments that can be planned', async () => {
    const { exitCode, printed } = await runCommand(['plan', folder, '--json'], {
      environment: { SANDBOX_PORT: '0', LOG_LEVEL: 'silent' },
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ summary: { create: 2, steps: 1, impossible: 0 } });
  });
});

describe('the JSON Schema of spec files', () => {
  const schema = JSON.parse(read('schema/experiment-spec.schema.json')) as object;
  const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

  it('accepts the files of the example, and refuses a misspelt property', () => {
    for (const { path } of readSpecFiles(folder)) {
      const content = parse(readFileSync(path, 'utf8')) as object;
      expect([isValid(content), isValid.errors]).toEqual([true, null]);
      expect(isValid({ ...content, stauts: 'draft' })).toBe(false);
    }
  });

  it('describes every property', () => {
    const undescribed: string[] = [];
    const visit = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return;
      const { properties = {}, ...rest } = value as {
        properties?: Record<string, { description?: string }>;
      };
      for (const [name, property] of Object.entries(properties)) {
        if (!property.description) undescribed.push(`${path}.${name}`);
        visit(property, `${path}.${name}`);
      }
      for (const [name, inner] of Object.entries(rest)) visit(inner, `${path}.${name}`);
    };
    visit(schema, '');
    expect(undescribed).toEqual([]);
  });
});
