import { describe, expect, it } from 'vitest';
import { lineOf, SpecFilesError } from '../../src/specs/files/fault.ts';
import { readSpecFiles } from '../../src/specs/files/read-spec-files.ts';
import { directoryOf } from './support/directory.ts';

const MINIMAL = 'name: Checkout\nfeatureFlagKey: checkout\n';

/** The faults of a directory with these files, as lines without the directory. */
function faultsOf(files: Readonly<Record<string, string | Uint8Array>>): readonly string[] {
  using directory = directoryOf(files);
  try {
    readSpecFiles(directory.path);
  } catch (error) {
    if (!(error instanceof SpecFilesError)) throw error;
    return error.faults.map((fault) => lineOf(fault).replaceAll(`${directory.path}/`, ''));
  }
  return [];
}

const faultsIn = (text: string) => faultsOf({ 'a.yaml': text });

describe('spec files', () => {
  it('are read with what they say besides the spec', () => {
    using directory = directoryOf({
      'team/b.json': JSON.stringify({ name: 'B', featureFlagKey: 'b' }),
      'a.yaml': `# A comment.
$schema: ../schema.json
name: A
featureFlagKey: a
status: stopped
conclusion: won
flag:
  variants:
    - { key: control, rolloutPercentage: 50 }
    - { key: test, rolloutPercentage: 50 }
secondaryMetrics:
  - { metric_type: mean, name: Refunds, guardrail: true }
guards:
  - { name: Refunds, metric: Refunds, threshold: { relative: 0.05 }, action: PAUSE }
scheduledEnd: { afterDays: 14, action: SHIP_WINNER, fallback: { action: SHIP, variant: control } }
`,
      '.hidden/c.yaml': 'nonsense',
      'guards.yaml': 'guards: []',
      'node_modules/x/package.json': '{}',
      'README.md': 'not a spec',
    });
    const files = readSpecFiles(directory.path);
    expect(files.map(({ path }) => path.slice(directory.path.length + 1))).toEqual([
      'a.yaml',
      'team/b.json',
    ]);
    expect(files[0]).toMatchObject({
      spec: { name: 'A', secondaryMetrics: [{ name: 'Refunds', guardrail: true }] },
      status: 'stopped',
      conclusion: 'won',
      guards: [{ name: 'Refunds', action: 'PAUSE' }],
      scheduledEnd: { afterDays: 14, fallback: { variant: 'control' } },
    });
    expect(Object.keys(files[0]!.spec)).not.toContain('status');
    expect(files[1]).toMatchObject({ status: undefined, guards: [], scheduledEnd: undefined });
    expect(readSpecFiles(`${directory.path}/team/b.json`)).toHaveLength(1);
  });

  it('are refused for numbers that would be sent to PostHog as something else', () => {
    const payload = (text: string) =>
      faultsIn(`${MINIMAL}flag:
  variants:
    - { key: control, rolloutPercentage: 50 }
    - { key: test, rolloutPercentage: 50, payload: { n: ${text} } }
`);
    for (const text of ['.inf', '-.INF', '.nan'])
      expect(payload(text)).toEqual([
        `a.yaml:6:57: ${text} cannot be stored by PostHog, which knows finite numbers only.`,
      ]);
    expect(payload('12345678901234567890')[0]).toMatch(
      /^a\.yaml:6:57: 12345678901234567890 has too many digits .* 12345678901234567000\./,
    );
    for (const text of ['9007199254740991', '100000000000000000000', '1e300', "'.inf'", '0.1'])
      expect(payload(text)).toEqual([]);
    const json = `{ "name": "A", "featureFlagKey": "a", "runningTime": { "n": 12345678901234567890 } }`;
    expect(faultsOf({ 'a.json': json })[0]).toContain('a.json:1:61: 12345678901234567890 has too');
  });

  it('are refused with every fault of every file, with its line, column and path', () => {
    expect(
      faultsOf({
        'a.yaml': `name: A
featureFlagKey: a
stauts: running
flag:
  variants:
    - key: control
      rolloutPercentage: 120
      payloads: 1
    - key: test
secondaryMetrics:
  - metric_type: median
`,
        'b.json': '{\n\t"name": "B",\n\t"status": "gone"\n}',
        'c.yaml': MINIMAL,
      }),
    ).toEqual([
      'a.yaml:7:26: flag.variants[0].rolloutPercentage: Too big: expected number to be <=100.',
      'a.yaml:8:7: flag.variants[0].payloads: There is no such property. Did you mean "payload"?',
      'a.yaml:9:7: flag.variants[1].rolloutPercentage: It is required.',
      'a.yaml:11:18: secondaryMetrics[0].metric_type: Invalid option: expected one of "mean"|"funnel"|"ratio"|"retention".',
      'a.yaml:3:1: stauts: There is no such property. Did you mean "status"?',
      'b.json:1:1: featureFlagKey: It is required.',
      'b.json:3:12: status: Invalid option: expected one of "draft"|"running"|"paused"|"exposure_frozen"|"stopped".',
    ]);
  });

  it.each([
    ['is empty', '', ['a.yaml:1:1: The file is empty.']],
    ['is a list', '- 1', ['a.yaml:1:1: Invalid input: expected object, received array.']],
    ['has a key twice', `${MINIMAL}name: B\n`, ['a.yaml:3:1: Map keys must be unique.']],
    [
      'has several documents',
      `${MINIMAL}---\n${MINIMAL}`,
      [expect.stringMatching(/^a\.yaml:3:1: Source contains multiple documents/)],
    ],
    [
      'has an unknown tag',
      `${MINIMAL}description: !text x\n`,
      ['a.yaml:3:14: Unresolved tag: !text.'],
    ],
    [
      'has shares that do not add up',
      `${MINIMAL}flag:\n  variants:\n    - { key: a, rolloutPercentage: 50 }\n    - { key: a, rolloutPercentage: 40 }\n`,
      [
        'a.yaml:6:7: flag.variants[1]: The variant key "a" appears twice.',
        'a.yaml:5:5: flag.variants: The percentages of the variants must sum to 100, not 90.',
      ],
    ],
    [
      'has an unknown property besides shares that do not add up',
      `${MINIMAL}stauts: running\nflag:\n  variants:\n    - { key: a, rolloutPercentage: 50 }\n    - { key: a, rolloutPercentage: 40 }\n`,
      [
        'a.yaml:3:1: stauts: There is no such property. Did you mean "status"?',
        'a.yaml:7:7: flag.variants[1]: The variant key "a" appears twice.',
        'a.yaml:6:5: flag.variants: The percentages of the variants must sum to 100, not 90.',
      ],
    ],
    [
      'misspells a property of a metric',
      `${MINIMAL}metrics:\n  - metric_typ: mean\n    guardrail: true\n`,
      [
        'a.yaml:4:5: metrics[0].metric_type: A metric needs metric_type: mean, funnel, ratio or retention.',
        'a.yaml:5:5: metrics[0].guardrail: Only secondary metrics can be guardrails.',
        'a.yaml:4:5: metrics[0].metric_typ: There is no such property. Did you mean "metric_type"?',
      ],
    ],
    [
      'has a guardrail that PostHog could not store',
      `${MINIMAL}secondaryMetrics:\n  - { metric_type: mean, guardrail: true }\n  - { metric_type: mean, name: A guardrail, guardrail: false }\n`,
      [
        'a.yaml:4:37: secondaryMetrics[0].guardrail: A guardrail needs a name: PostHog stores there that it is one.',
        'a.yaml:5:56: secondaryMetrics[1].guardrail: The word "guardrail" in the name makes the metric a guardrail.',
        'a.yaml:4:5: secondaryMetrics[0].source: A mean metric needs source.',
        'a.yaml:5:5: secondaryMetrics[1].source: A mean metric needs source.',
      ],
    ],
    [
      'has a conclusion of what has not ended',
      `${MINIMAL}status: running\nconclusion: won\n`,
      ['a.yaml:4:1: conclusion: Only an experiment with "status: stopped" has one.'],
    ],
    [
      'has guards and an end that contradict themselves',
      `${MINIMAL}metrics: []\nsecondaryMetrics: []\nsharedMetrics: []\nflag: { variants: [{ key: a, rolloutPercentage: 50 }, { key: b, rolloutPercentage: 50 }] }
guards:
  - { name: One, metric: Sales, variant: c }
  - { name: One }
scheduledEnd: { action: SHIP_WINNER, fallback: { action: SHIP } }
`,
      [
        'a.yaml:9:5: guards[1]: A guard watches either a "metric" or a "finding".',
        'a.yaml:9:13: guards[1].name: The guard "One" appears twice.',
        'a.yaml:10:15: scheduledEnd: It needs either "at" or "afterDays".',
        'a.yaml:10:48: scheduledEnd.fallback: SHIP needs a "variant"; other actions have none.',
        'a.yaml:8:42: guards[0].variant: The flag has no variant "c" in this file.',
        'a.yaml:8:26: guards[0].metric: The file has no metric "Sales".',
      ],
    ],
    [
      'is nested too deeply',
      `a: ${'['.repeat(100_000)}`,
      ['a.yaml:1:1: It is nested more than 60 levels deep.'],
    ],
    [
      'nests list markers too deeply',
      '- '.repeat(50_000),
      ['a.yaml:1:1: It is nested more than 60 levels deep.'],
    ],
    [
      'multiplies itself by aliases',
      `a: &a [x,x,x,x,x,x,x,x]\n${Array.from('bcdefg')
        .map((name, at) => `${name}: &${name} [${`*${'abcdef'[at]},`.repeat(8)}]`)
        .join('\n')}\n`,
      [expect.stringMatching(/^a\.yaml:1:1: Its aliases .* repeat too much/)],
    ],
    [
      'has an alias without an anchor',
      `${MINIMAL}description: *text\n`,
      [expect.stringMatching(/one has no anchor/)],
    ],
    [
      'contains itself',
      `${MINIMAL}statsConfig: &s\n  more: *s\n`,
      ['a.yaml:1:1: An alias (*name) is inside of its own anchor.'],
    ],
  ])('are refused where one %s', (_what, text, faults) => {
    expect(faultsIn(text)).toEqual(faults);
  });

  it('may use an alias, and a fault below it is where its anchor is', () => {
    using directory = directoryOf({
      'a.yaml': `${MINIMAL}statsConfig: &s { method: bayesian }\nrunningTime: *s\n`,
    });
    expect(readSpecFiles(directory.path)[0]?.spec.runningTime).toEqual({ method: 'bayesian' });
    expect(faultsIn(`${MINIMAL}statsConfig: &s { method: b }\nexposureCriteria: *s\n`)).toEqual([
      expect.stringMatching(/^a\.yaml:3:27: statsConfig\.method: Invalid option/),
      expect.stringMatching(/^a\.yaml:3:19: exposureCriteria\.method: There is no such property/),
    ]);
  });

  it('are refused where JSON has what only YAML allows, or a text is not UTF-8, or too large', () => {
    expect(
      faultsOf({
        'a.json': '{\n  "name": "A", # comment\n  "featureFlagKey": "a"\n}',
        'b.yaml': new Uint8Array([0x6e, 0x61, 0xff, 0xfe]),
        'c.yaml': `# ${'x'.repeat(300_000)}\n`,
      }),
    ).toEqual([
      expect.stringMatching(/^a\.json:2:16: This is not valid JSON/),
      'b.yaml:1:1: It is not text in UTF-8.',
      'c.yaml:1:1: It has 300003 bytes, more than 262144.',
    ]);
  });

  it('are refused where two describe one experiment', () => {
    expect(faultsOf({ 'a.yaml': MINIMAL, 'b/c.yaml': MINIMAL })).toEqual([
      'b/c.yaml:1:7: name: a.yaml describes the same experiment: flag key and name are equal.',
    ]);
  });

  it.each([
    [{ 'README.md': 'x' }, '', /There are no spec files/],
    [{ 'a.yaml': MINIMAL }, '/nowhere', /Cannot read .*nowhere \(ENOENT\)/],
  ])('are refused where a directory has none, or is not there: %j%s', (files, below, message) => {
    using directory = directoryOf(files);
    expect(() => readSpecFiles(`${directory.path}${below}`)).toThrow(message);
  });
});
