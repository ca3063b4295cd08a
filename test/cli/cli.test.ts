import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line.ts';
import { lineOf } from '../support/in-process.ts';
import { version } from '../../src/version.ts';

/** Runs a command line and asks it to stop as soon as it has started. */
const command = (...words: string[]) => commandIn({}, ...words);

const commandIn = (environment: Record<string, string>, ...words: string[]) =>
  runCommand(words, {
    environment: { PORT: '0', SANDBOX_PORT: '0', ...environment },
    stopRequested: Promise.resolve('SIGTERM'),
  });

const names = [
  'start',
  'mcp',
  'sandbox',
  'explain',
  'doctor',
  'export',
  'report',
  'contract-drift',
  'pull',
  'plan',
  'apply',
  'drift',
  'guard',
  'watch',
  'webhook',
  'contracts',
  'completion',
];

describe('the command line', () => {
  it('starts the API when it is empty', async () => {
    const { exitCode, printed } = await command();
    expect(exitCode).toBe(0);
    expect(lineOf([printed], 'GraphQL')).toMatch(/\/graphql$/);
  });

  it.each(['--help', '-h', 'help'])('lists its commands and exit codes on %s', async (word) => {
    const { exitCode, printed, complaints } = await command(word);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toMatch(/^Usage: posthog-experiments-graph \[command\]/);
    for (const name of names) expect(printed).toContain(`\n  ${name} `);
    for (const code of [0, 1, 2]) expect(printed).toMatch(new RegExp(`^  ${code}  [A-Z]`, 'm'));
  });

  it.each(['--version', '-v', '-V', 'version'])('prints its version on %s', async (word) => {
    const { exitCode, printed, complaints } = await command(word);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toBe(`posthog-experiments-graph ${version}`);
  });

  it.each(
    names.flatMap((name) => [
      [name, '--help'],
      [name, '-h'],
      ['help', name],
    ]),
  )('describes the options of a command on %s %s', async (...words) => {
    const name = words.find((word) => names.includes(word));
    const { exitCode, printed, complaints } = await command(...words);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toContain(`Usage: posthog-experiments-graph ${name} `);
    const options = printed.split('Options:')[1]?.split('Exit codes:')[0] ?? '';
    const entries = options.split(/\n(?= {2}-)/).slice(1);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect(entry).toMatch(/^ {2}-\S+(, --help| <\w+>)? {2,}[A-Z]\w+ /);
    const undefaulted = entries.filter((entry) => entry.includes('<') && !/default:\s/.test(entry));
    expect(undefaulted).toEqual([]);
  });

  it.each([
    [['strat'], "unknown command 'strat'", 'start'],
    [['Sandbox'], "unknown command 'Sandbox'", 'sandbox'],
    [['explian', 'x.graphql'], "unknown command 'explian'", 'explain'],
    [['doctr', '--help'], "unknown command 'doctr'", 'doctor'],
    [['help', 'drfit'], "unknown command 'drfit'", 'drift'],
    [['start', '--prot', '4000'], "unknown option '--prot'", '--port'],
    [['sandbox', '--experiment', '40'], "unknown option '--experiment'", '--experiments'],
    [['mcp', '--posthog-hots', 'x'], "unknown option '--posthog-hots'", '--posthog-host'],
    [['completion', 'powershell'], "'powershell' is invalid", 'bash, zsh, fish'],
    [['sandbox', '--profile', 'nobody'], "'nobody' is invalid", 'default, newest, older'],
  ])(
    'names what it does not understand in %j, with what was meant',
    async (words, named, meant) => {
      const { exitCode, printed, complaints } = await command(...words);
      expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: '' });
      expect(complaints).toContain(named);
      expect(complaints.replace(named, '')).toContain(meant);
      expect(complaints).toContain('--help');
    },
  );

  it.each([
    ['destroy'],
    ['constructor'],
    ['start', 'now'],
    ['contracts', '--force'],
    ['explain', 'a', 'b'],
    ['explain'],
    ['start', '--port'],
  ])('ends with 2 and prints nothing to standard output for: %s %s', async (...words) => {
    const { exitCode, printed, complaints } = await command(...words);
    expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: '' });
    expect(complaints).toMatch(/^error: /);
  });
});

describe('the start command', () => {
  it('takes common settings as options, before their variables', async () => {
    const { exitCode, complaints } = await commandIn(
      { HOST: '256.1.1.1 ' },
      'start',
      '--host',
      'localhost',
    );
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    const { printed } = await command(
      '--host',
      'localhost',
      '--posthog-host',
      'http://127.0.0.1:9',
    );
    expect(printed).toContain('Mode     PostHog at http://127.0.0.1:9');
  });

  it.each([
    ['--port', '99999', '--port must be a whole number from 0 to 65535'],
    ['--posthog-host', 'ftp://phx_secret', '--posthog-host must be a URL'],
    ['--experiments', '1.5', '--experiments must be a whole number'],
    ['--now', 'noon', '--now must be a time'],
  ])('refuses %s %s without repeating the value', async (option, value, message) => {
    const { exitCode, complaints } = await command('start', option, value);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(message);
    expect(complaints).not.toContain(value);
  });

  it('refuses options of the sandbox for another PostHog', async () => {
    const { exitCode, complaints } = await commandIn(
      { POSTHOG_HOST: 'http://127.0.0.1:9' },
      '--experiments',
      '40',
    );
    expect(exitCode).toBe(2);
    expect(complaints).toContain('--experiments');
  });

  it('refuses a key without a host, and names a variable that was probably meant to be the host', async () => {
    const { exitCode, printed, complaints } = await commandIn({
      POSTHOG_API_KEY: 'phx_secret',
      POSTHOG_URL: 'https://eu.posthog.com',
    });
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(complaints).toContain('POSTHOG_API_KEY is set and POSTHOG_HOST is not');
    expect(complaints).toContain('POSTHOG_URL is not a setting. Did you mean POSTHOG_HOST?');
    expect(complaints).not.toMatch(/phx_secret|eu\.posthog\.com\?/);
  });
});

describe('the explain command', () => {
  const page = 'examples/experiments-page.graphql';

  it('lists the calls a file would make, without making any', async () => {
    const { exitCode, printed, complaints } = await command('explain', page);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toContain('GET /api/projects/{project_id}/experiments/');
    expect(printed).toContain('Scopes: experiment:read');
  });

  it('prints the same as JSON', async () => {
    const { exitCode, printed } = await command('explain', page, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(printed)).toMatchObject([
      {
        operation: 'ExperimentsPage',
        calls: expect.any(Number),
        steps: [
          expect.objectContaining({
            method: 'GET',
            endpoint: '/api/projects/{project_id}/experiments/',
          }),
        ],
        scopes: ['experiment:read'],
      },
    ]);
  });

  it.each([[[]], [['--json']]])(
    'ends with 1 when an operation takes more calls than --max, %j',
    async (json) => {
      const { exitCode, printed, complaints } = await command(
        'explain',
        page,
        '--max',
        '0',
        ...json,
      );
      expect(exitCode).toBe(1);
      expect(printed).not.toBe('');
      expect(complaints).toMatch(/takes \d+ calls, more than the 0 allowed/);
    },
  );

  it.each([
    [['nowhere.graphql'], 'Cannot read'],
    [[page, '--max', 'few'], '--max must be a whole number'],
    [[page, '--variables', '[1]'], 'JSON object'],
    [['package.json'], 'package.json: Syntax Error'],
  ])('ends with 2 and names the error in %j', async (words, problem) => {
    const { exitCode, complaints } = await command('explain', ...words);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(problem);
  });

  it('names a misspelt setting', async () => {
    const { complaints } = await commandIn({ POSTHOG_CALL_PER_MINUTE: '9' }, 'explain', page);
    expect(complaints).toContain('Did you mean POSTHOG_CALLS_PER_MINUTE?');
  });
});

describe('the sandbox command', () => {
  it('prints its URL and its keys', async () => {
    const { exitCode, printed } = await command(
      'sandbox',
      '--experiments',
      '40',
      '--profile',
      'older',
    );
    expect(exitCode).toBe(0);
    expect(lineOf([printed], 'Sandbox')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(printed).toContain('phx_sandbox (everything)  phx_readonly (reads)  phx_project2');
  });

  it.each([
    ['--nope', 'x'],
    ['--experiments', 'many'],
    ['--port', 'any'],
    ['--now', 'noon'],
    ['--state', '/proc/version'],
  ])('ends with 2 for %s %s', async (...words) => {
    const { exitCode, complaints } = await command('sandbox', ...words);
    expect(exitCode).toBe(2);
    expect(complaints).not.toBe('');
    expect(complaints).not.toMatch(/^ +at /m);
  });
});
