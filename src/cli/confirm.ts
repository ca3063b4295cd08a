import { createInterface } from 'node:readline/promises';
import type { Terminal } from './terminal.ts';

/** True where somebody can be asked. */
export const canAsk = ({ input }: Terminal): boolean =>
  (input as { isTTY?: boolean }).isTTY === true;

/**
 * Asks a question on the terminal.
 * @returns true only for the answer `yes`; false also when the process is asked to stop instead
 */
export async function confirm(
  { input, output, stopRequested }: Terminal,
  question: string,
): Promise<boolean> {
  const reader = createInterface({ input, output, terminal: false });
  void stopRequested.then(() => reader.close());
  try {
    output.write(`${question} Only "yes" is accepted: `);
    for await (const line of reader) return line.trim() === 'yes';
    // After Ctrl-C the cursor is still behind the question.
    output.write('\n');
    return false;
  } finally {
    reader.close();
  }
}
