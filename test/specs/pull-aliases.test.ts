import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { asColleague, type WireObject } from '../support/sandbox-control.ts';
import { directoryOf } from './support/directory.ts';
import { SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
beforeAll(async () => {
  commands = await SpecCommands.start();
});
afterAll(() => commands.sandbox.close());

/** A file in which aliases repeat a text, a list, a part of a metric, and a whole metric. */
const FILE = `name: Aliases
featureFlagKey: aliases
description: &words Orders rise
flag:
  variants:
    - { key: control, rolloutPercentage: &half 50, payload: &payload { colour: red } }
    - { key: annual, rolloutPercentage: *half, payload: *payload }
metrics:
  - &orders
    metric_type: mean
    name: *words # the hypothesis
    source: &source { kind: EventsNode, event: order_completed }
  - { metric_type: mean, name: Second, source: *source }
secondaryMetrics:
  - *orders
  - { metric_type: mean, name: Third, source: *source }
tags: [&tag growth]
guards:
  - { name: *tag, finding: SAMPLE_RATIO_MISMATCH }
`;

/** The same with anchors that are used again further down, and with the merge keys of YAML 1.1. */
const REUSED = FILE.replace('- { metric_type: mean, name: Third, source: *source }', () =>
  [
    '- { metric_type: mean, name: Third, source: &source { kind: EventsNode, event: document_created } }',
    '  - { metric_type: mean, name: Fourth, source: *source }',
  ].join('\n'),
);
const MERGED = `%YAML 1.1
---
${FILE.replace('- *orders', '- { <<: *orders, goal: decrease }')}`;

type Change = (row: WireObject) => WireObject;

const event = (metric: WireObject, to: string) => ({
  ...metric,
  source: { ...metric['source'], event: to },
});

const changes: Readonly<Record<string, Change>> = {
  'the event of the first metric': ({ metrics: [first, ...rest] }) => ({
    metrics: [event(first, 'signup_completed'), ...rest],
  }),
  'the event of the second metric': ({ metrics: [first, second] }) => ({
    metrics: [first, event(second, 'signup_completed')],
  }),
  'the first secondary metric': ({ metrics_secondary: [first, ...rest] }) => ({
    metrics_secondary: [{ ...event(first, 'signup_completed'), goal: 'increase' }, ...rest],
  }),
  'the name of the first metric': ({ metrics: [first, ...rest] }) => ({
    metrics: [{ ...first, name: 'Orders', goal: 'increase' }, ...rest],
  }),
  'the last secondary metric': ({ metrics_secondary: all }) => ({
    metrics_secondary: [
      ...all.slice(0, -2),
      ...all.slice(-2).map((one: WireObject) => event(one, 'signup_completed')),
    ],
  }),
  'the number of metrics': () => ({ metrics: [] }),
  'the order of metrics': ({ metrics }) => ({ metrics: metrics.toReversed() }),
  'the description': () => ({ description: 'Something else' }),
  'the tags': () => ({ tags: ['retention'] }),
  'the split': () => ({
    feature_flag: {
      filters: {
        multivariate: {
          variants: [
            { key: 'control', rollout_percentage: 40 },
            { key: 'annual', rollout_percentage: 60 },
          ],
        },
        payloads: { control: '{"colour":"blue"}', annual: '{"colour":"red"}' },
      },
    },
  }),
};

describe('pull over a file with aliases', () => {
  it.each(
    Object.entries({ FILE, REUSED, MERGED }).flatMap(([kind, text]) =>
      Object.keys(changes).map((what) => ({ kind, text, what })),
    ),
  )('writes what PostHog has and nothing else ($kind: $what)', async ({ kind, text, what }) => {
    const key = `aliases-${kind}-${what.replaceAll(' ', '-')}`.toLowerCase();
    const named = text
      .replace('name: Aliases', `name: ${key}`)
      .replace('featureFlagKey: aliases', `featureFlagKey: ${key}`);
    using directory = directoryOf({ 'a.yaml': named });
    const file = join(directory.path, 'a.yaml');
    const applied = JSON.parse(
      (await commands.run('apply', directory.path, '--yes', '--json')).printed,
    );
    const { results } = await asColleague(commands.sandbox, 'GET', `experiments/?search=${key}`);
    const id = results[0].id as number;
    expect(applied).toMatchObject({ failed: null, done: [{ notStored: [] }] });
    const before = await commands.row(id);
    await asColleague(commands.sandbox, 'PATCH', `experiments/${id}/`, changes[what]!(before));

    expect(await commands.run('pull', String(id), '--output', file)).toMatchObject({ exitCode: 0 });
    const read = parse(readFileSync(file, 'utf8')) as WireObject;
    const { printed } = await commands.run('pull', String(id));
    const { guards, $schema: _schema, ...spec } = read;
    expect(parse(printed)).toMatchObject(spec);
    expect(guards).toEqual([{ name: 'growth', finding: 'SAMPLE_RATIO_MISMATCH' }]);
    const planned = await commands.run('drift', directory.path);
    expect([planned.printed, planned.exitCode]).toEqual([expect.any(String), 0]);

    // What was pulled is what is applied: writing it all anew changes nothing in PostHog.
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/^description: .*$/m, 'description: Mine'),
    );
    await commands.run('apply', directory.path, '--yes');
    const { metrics, metrics_secondary } = await commands.row(id);
    const { metrics: wanted, metrics_secondary: secondary } = {
      ...before,
      ...changes[what]!(before),
    };
    const shown = (list: WireObject[]) =>
      list.map(({ name, source, goal }) => [name, source.event, goal]);
    expect([shown(metrics), shown(metrics_secondary)]).toEqual([shown(wanted), shown(secondary)]);
  });
});
