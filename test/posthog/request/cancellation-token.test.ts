import { describe, expect, it } from 'vitest';
import {
  CancellationToken,
  FirstOf,
  toAbortSignal,
} from '../../../src/posthog/request/cancellation-token.ts';

describe('a cancellation token', () => {
  it('calls each listener once, also when it is cancelled again', () => {
    const token = new CancellationToken();
    const called: string[] = [];
    token.addEventListener('abort', () => called.push('one'));
    token.addEventListener('abort', () => called.push('other'));
    token.cancel('first');
    token.cancel('second');
    expect(called.toSorted()).toEqual(['one', 'other']);
    expect(token).toMatchObject({ aborted: true, reason: 'first' });
  });

  it('has an error as its reason when none is given, as an AbortSignal has', () => {
    const token = new CancellationToken();
    token.cancel();
    expect(token.reason).toBeInstanceOf(Error);
  });

  it('does not call a listener that was removed, before it is cancelled or by another listener', () => {
    const token = new CancellationToken();
    const called: string[] = [];
    const stranger = () => undefined;
    const [first, second, third] = ['first', 'second', 'third'].map((name) => () => {
      called.push(name);
      for (const listener of [first!, second!, third!])
        token.removeEventListener('abort', listener);
    });
    for (const listener of [first!, second!, third!]) token.addEventListener('abort', listener);
    token.removeEventListener('abort', first!);
    token.removeEventListener('abort', stranger);
    token.cancel();
    expect(called).toHaveLength(1);
    expect(called).not.toContain('first');
  });
});

describe('a real signal made from a token', () => {
  it('aborts with the reason of the token, before and after it was made', () => {
    const token = new CancellationToken();
    const before = toAbortSignal(token);
    expect(before.aborted).toBe(false);
    token.cancel('left');
    expect(before).toMatchObject({ aborted: true, reason: 'left' });
    expect(toAbortSignal(token)).toMatchObject({ aborted: true, reason: 'left' });
  });

  it('is the signal itself where that is a real one', () => {
    const { signal } = new AbortController();
    expect(toAbortSignal(signal)).toBe(signal);
  });
});

describe('the first of several signals', () => {
  it('is cancelled with the reason of the one that was first, whether token or real signal', () => {
    const [token, controller] = [new CancellationToken(), new AbortController()];
    const first = new FirstOf(token, controller.signal);
    expect(first.aborted).toBe(false);
    controller.abort('left');
    token.cancel('late');
    expect(first).toMatchObject({ aborted: true, reason: 'left' });
  });

  it('is cancelled at once when one of them is already', () => {
    const token = new CancellationToken();
    token.cancel('over');
    expect(new FirstOf(new AbortController().signal, token).reason).toBe('over');
  });

  it('listens to none of them once it has ended', () => {
    const token = new CancellationToken();
    const first = new FirstOf(token, new AbortController().signal);
    first.end();
    token.cancel();
    expect(first.aborted).toBe(false);
  });
});
