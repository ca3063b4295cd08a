import { wireEnum } from '../../core/wire-enum.ts';

export const LaunchCheckCode = wireEnum('LaunchCheckCode', 'What is checked before a launch.', {
  can_launch: [
    'CAN_LAUNCH',
    'PostHog accepts the launch: it is a draft, and its flag exists and has the variants an experiment needs.',
  ],
  hypothesis: ['HYPOTHESIS', 'It has a description, which says what it is meant to show.'],
  primary_metric: ['PRIMARY_METRIC', 'It has a primary metric, which decides it.'],
  guardrail: [
    'GUARDRAIL',
    'It has a secondary metric, which shows what the variant does to something else.',
  ],
  running_time: [
    'RUNNING_TIME',
    'A running time or a number of people is planned, which says when to decide.',
  ],
  shares: ['SHARES', 'The percentages of the variants are known and sum to 100, and none is 0.'],
  audience: ['AUDIENCE', 'The release conditions of the flag admit people.'],
  random: ['RANDOM', 'No release condition assigns one variant to everyone it matches.'],
  own_flag: [
    'OWN_FLAG',
    'No other experiment that was launched and has not ended uses the flag. Another draft may.',
  ],
  arms: ['ARMS', 'No variant that people would get is left out of the analysis.'],
});

export type LaunchCheckCodeValue = NonNullable<ReturnType<typeof LaunchCheckCode.read>>;
