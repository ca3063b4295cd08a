import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { pinnedContractFile } from '../../src/posthog/api/openapi.ts';
import { runCommand } from '../support/command-line.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'drift-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const drift = (...words: string[]) => runCommand(['contract-drift', ...words], { environment: {} });

// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

/** Compares with the pinned contract after a change to it. */
async function driftAfter(change: (document: Loose) => void, write = JSON.stringify) {
  const document: Loose = JSON.parse(readFileSync(pinnedContractFile, 'utf8'));
  change(document);
  const file = path.join(folder, 'newer');
  writeFileSync(file, write(document));
  return drift(file);
}

const experiments = '/api/projects/{project_id}/experiments/';

describe('the drift check', () => {
  it.each([
    ['JSON', JSON.stringify],
    ['YAML', (document: unknown) => stringify(document)],
  ])('finds nothing in the same contract, written as %s', async (_format, write) => {
    const { exitCode, printed } = await driftAfter(() => undefined, write);
    expect(printed).toBe('Nothing that this API uses has changed.');
    expect(exitCode).toBe(0);
  });

  it.each<[string, (document: Loose) => void, string]>([
    [
      'a new property of experiments',
      ({ components }) => {
        components.schemas.Experiment.properties.sparkle_level = { type: 'integer' };
      },
      'property new       Experiment.sparkle_level (answer) → `Experiment` has no field for it',
    ],
    [
      'a property that is gone',
      ({ components }) => {
        delete components.schemas.ExperimentBasic.properties.conclusion;
        delete components.schemas.Experiment.properties.conclusion;
      },
      'property gone      Experiment.conclusion (answer) → `Experiment.conclusion` becomes null',
    ],
    [
      'a new word of an enum',
      ({ components }) => {
        components.schemas.ExperimentConclusion = {
          type: 'string',
          enum: ['won', 'lost', 'inconclusive', 'stopped_early', 'invalid', 'rolled_back'],
        };
        components.schemas.Experiment.properties.conclusion = {
          $ref: '#/components/schemas/ExperimentConclusion',
        };
      },
      'rolled_back → `Experiment.conclusion` does not know the words',
    ],
    [
      'a property that a request must now have',
      ({ components }) => {
        components.schemas.ExperimentWrite.required.push('description');
      },
      'property required  ExperimentWrite.description (request) → calls without it are refused',
    ],
    [
      'a property of another type',
      ({ components }) => {
        components.schemas.Experiment.properties.archived = { type: 'string' };
      },
      'type changed       Experiment.archived (answer): may now be string',
    ],
    [
      'an operation that is gone',
      ({ paths }) => {
        delete paths[`${experiments}stats/`];
      },
      `operation gone     GET ${experiments}stats/ → what needs it is answered as unsupported`,
    ],
    [
      'a new operation',
      ({ paths }) => {
        paths[`${experiments}{id}/rewind/`] = { post: { operationId: 'rewind', responses: {} } };
      },
      `operation new      POST ${experiments}{id}/rewind/ → no field, mutation`,
    ],
    [
      'a new query parameter',
      ({ paths }) => {
        paths[experiments].get.parameters.push({ name: 'owner', in: 'query', schema: {} });
      },
      `parameter new      GET ${experiments} owner → no argument sends it`,
    ],
  ])('reports %s, and what it means', async (_what, change, line) => {
    const { exitCode, printed } = await driftAfter(change);
    expect(printed).toContain(line);
    expect(exitCode).toBe(1);
  });

  it('recognises the same contract as PostHog writes it: version 3.0, other names, other routes', async () => {
    const { exitCode, printed } = await driftAfter((document) => {
      const text = JSON.stringify(document.paths).replaceAll(
        '/api/projects/{project_id}/',
        '/api/environments/{environment_id}/',
      );
      document.paths = JSON.parse(text);
      document.components.schemas.Experiment.properties.description = {
        type: 'string',
        nullable: true,
      };
      document.components.schemas.Experiment.properties.created_by = {
        allOf: [{ $ref: '#/components/schemas/UserBasic' }],
        readOnly: true,
        nullable: true,
      };
      document.openapi = '3.0.3';
    });
    expect(printed).toBe('Nothing that this API uses has changed.');
    expect(exitCode).toBe(0);
  });

  it('does not report routes that have nothing to do with experiments', async () => {
    const { printed } = await driftAfter(({ paths }) => {
      paths['/api/projects/{project_id}/dashboards/'] = { get: { responses: {} } };
    });
    expect(printed).toBe('Nothing that this API uses has changed.');
  });

  it.each([
    [[], "missing required argument 'file'"],
    [['nowhere.json'], 'Cannot read nowhere.json'],
    [['package.json'], 'it is not an OpenAPI document: paths'],
    [['README.md'], 'it is'],
    [['a', '--loud'], "unknown option '--loud'"],
  ])('ends with 2 and names the error in %j', async (words, problem) => {
    const { exitCode, complaints } = await drift(...words);
    expect({ exitCode, complaints }).toEqual({
      exitCode: 2,
      complaints: expect.stringContaining(problem),
    });
  });
});
