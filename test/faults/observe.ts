import { startFaultyPostHog, type Fault } from './faulty-posthog.ts';
import { Product, type Seen } from './product.ts';

const QUERY = '{ experiment(id: 1) { name } }';
const WRITE = 'mutation { duplicateExperiment(input: {id: "15", name: "A copy"}) { __typename } }';
const SUBSCRIPTION = 'subscription { experimentChanged(id: 1) { pace } }';

/** One column of the table. */
export type Situation =
  | 'query'
  | 'kept query'
  | 'mutation'
  | 'subscription'
  | 'kept subscription'
  | 'later check'
  | 'ten queries';

/** Puts the product in a situation, and says what its caller saw; undefined where the fault rules it out. */
export async function observe(
  real: string,
  fault: Fault,
  situation: Situation,
): Promise<Seen | undefined> {
  const isKept = situation.startsWith('kept') || situation === 'later check';
  if (isKept && fault.nowhere !== undefined) return undefined;
  const posthog = await startFaultyPostHog(real, fault);
  const product = new Product(posthog);
  try {
    if (situation.startsWith('kept')) await product.ask(QUERY);
    if (situation === 'later check')
      return await product.observe(() => product.subscribe(SUBSCRIPTION, () => posthog.fail()));
    await posthog.fail();
    switch (situation) {
      case 'mutation':
        return await product.observe(() => product.ask(WRITE));
      case 'subscription':
      case 'kept subscription':
        return await product.observe(() => product.subscribe(SUBSCRIPTION));
      case 'ten queries':
        return await product.observe(async () => {
          for (let asked = 1; asked < 10; asked += 1) await product.ask(QUERY);
          return product.ask(QUERY);
        });
      default:
        return await product.observe(() => product.ask(QUERY));
    }
  } finally {
    await product.close();
  }
}
