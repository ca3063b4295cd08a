import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/shared-store/memory-store.ts';
import { MemoryWindows } from '../../src/shared-store/memory/windows.ts';
import { windowsContract } from './windows-contract.ts';

describe('shared windows in memory', () => {
  windowsContract(() => {
    let now = 1_700_000_000_000;
    const { windows } = createMemoryStore({ now: () => now, isShared: true });
    const pass = (ms: number) => {
      now += ms;
    };
    return Promise.resolve({ windows, other: windows, pass });
  });

  it('a name about which nothing is known takes no memory', async () => {
    const windows = new MemoryWindows(() => 0);
    const rules = { windows: [{ calls: 1, spanMs: 1 }], probeEveryMs: 1 };
    const call = { id: 'one', agoMs: 0 };
    await windows.exchange('name', rules, { counted: [call] });
    expect(windows.size).toBe(1);
    await windows.exchange('name', rules, { takenBack: ['one'] });
    expect(windows.size).toBe(0);
  });
});
