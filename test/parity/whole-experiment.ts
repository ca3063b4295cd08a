import { change, object, type Question } from './row.ts';

interface Asked {
  readonly own: readonly {
    readonly raw: unknown;
    readonly role: string;
    readonly isShared: boolean;
  }[];
}

/** The graph has one list where PostHog answers two. */
const GATHERED = 'own: metrics { raw role isShared }';

const spread = ({ own, ...rest }: Asked) => {
  const metrics = (role: string) =>
    own.filter((metric) => metric.role === role && !metric.isShared).map(({ raw }) => raw);
  return {
    ...rest,
    metrics: metrics('PRIMARY'),
    metrics_secondary: metrics('SECONDARY'),
  };
};

/** A field that answers an experiment with all its detail. */
export const wholeExperiment = (field: string): Question =>
  object(field, { select: (whole) => `{ ${whole} ${GATHERED} }`, pick: spread });

/** A mutation that answers an experiment with all its detail. */
export function experimentAfter(field: string, more: Partial<Question> = {}): Question {
  const { select, ...asked } = change(field, 'experiment', more);
  return {
    ...asked,
    select: (whole) => select(`${whole} ${GATHERED}`),
    pick: ({ answer, ...problem }: { answer?: Asked }) => (answer ? spread(answer) : problem),
  };
}
