import type { Command, Option } from 'commander';

/** The shells that completion is written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * A script that completes the commands, options and fixed values of a program, and files everywhere else. It is
 * complete in itself: the shell does not start the program to find completions.
 */
export function completionScript(program: Command, shell: Shell): string {
  if (shell === 'fish') return fishScript(program);
  const bash = bashScript(program);
  // zsh runs completions for bash.
  return shell === 'bash' ? bash : `autoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

/** The options of a command that its help lists, `--help` included. */
const optionsOf = (command: Command): readonly Option[] =>
  command.createHelp().visibleOptions(command);
/** The fixed values of a command's arguments. */
const valuesOf = (command: Command) =>
  command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
const flags = (command: Command) => optionsOf(command).flatMap(({ long }) => long ?? []);
const takesValue = ({ required, optional }: Option) => required || optional;

function bashScript(program: Command): string {
  const name = program.name();
  const complete = `_${name.replaceAll(/\W/g, '_')}`;
  const cases = program.commands.map((command) => {
    const values = optionsOf(command)
      .filter(takesValue)
      .map(({ long, argChoices = [] }) => `        ${long}) words="${argChoices.join(' ')}" ;;`);
    const words = [...valuesOf(command), ...flags(command)].join(' ');
    // Without fixed values, the argument is a file: options are offered behind a dash only.
    const isFile = command.registeredArguments.length > 0 && valuesOf(command).length === 0;
    return [
      `    ${command.name()})`,
      '      case "$previous" in',
      ...values,
      `        *) ${isFile ? '[[ $current == -* ]] && ' : ''}words="${words}" ;;`,
      '      esac ;;',
    ].join('\n');
  });
  const first = [...program.commands.map((command) => command.name()), 'help', ...flags(program)];
  return `# Completions of ${name}. In ~/.bashrc: source <(${name} completion bash)
${complete}() {
  local words current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${first.join(' ')}"
  else case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    help) words="${program.commands.map((command) => command.name()).join(' ')}" ;;
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F ${complete} ${name}`;
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function fishScript(program: Command): string {
  const name = program.name();
  const start = `complete -c ${name}`;
  const commands = program.commands.map(
    (command) =>
      `${start} -n __fish_use_subcommand -f -a ${command.name()} -d ${quoted(command.description())}`,
  );
  const options = program.commands.flatMap((command) => {
    const within = `${start} -n '__fish_seen_subcommand_from ${command.name()}'`;
    const values = valuesOf(command);
    return [
      ...(values.length > 0 ? [`${within} -f -a ${quoted(values.join(' '))}`] : []),
      ...optionsOf(command).map((option) => {
        const choices = option.argChoices ? ` -f -a ${quoted(option.argChoices.join(' '))}` : '';
        const value = takesValue(option) ? ` -r${choices}` : '';
        return `${within} -l ${option.long?.slice(2)} -d ${quoted(option.description)}${value}`;
      }),
    ];
  });
  return [
    `# Completions of ${name}. In ~/.config/fish/config.fish: ${name} completion fish | source`,
    ...commands,
    ...options,
  ].join('\n');
}
