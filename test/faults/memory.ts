import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startFaultyPostHog, type Fault } from './faulty-posthog.ts';
import { Product } from './product.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Different objects, so that no request joins another one. */
const REQUESTS = 10;
const ask = (product: Product) =>
  Promise.all(
    Array.from({ length: REQUESTS }, (_, n) =>
      product.ask(`{ experiment(id: ${n + 1}) { name metrics { name } } }`),
    ),
  );

/** Bytes in use, in the heap and outside. */
function inUse(): number {
  // Twice: what the first finds unreachable may have held other things.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** By how many bytes the memory of the process has grown after ten requests at once, and a write, met the fault. */
export async function memoryAfter(real: string, fault: Fault): Promise<number> {
  const posthog = await startFaultyPostHog(real, fault);
  const product = new Product(posthog);
  try {
    await ask(product);
    const before = inUse();
    await posthog.fail();
    await ask(product);
    await product.ask(WRITE);
    return inUse() - before;
  } finally {
    await product.close();
  }
}

const WRITE = 'mutation { duplicateExperiment(input: {id: "15", name: "One more"}) { __typename } }';
