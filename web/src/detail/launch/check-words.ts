import type { LaunchCheckCode } from '../generated/graphql.ts';

export const checkWords: Readonly<Record<LaunchCheckCode, string>> = {
  CAN_LAUNCH: 'Can be launched',
  HYPOTHESIS: 'Hypothesis',
  PRIMARY_METRIC: 'Primary metric',
  GUARDRAIL: 'Secondary metric',
  RUNNING_TIME: 'Running time',
  SHARES: 'Split',
  AUDIENCE: 'Audience',
  RANDOM: 'Random split',
  OWN_FLAG: 'Flag of its own',
  ARMS: 'Analysed variants',
};
