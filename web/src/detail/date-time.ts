import { missing } from '../format.ts';

const moment = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** A moment of any day, in UTC like all dates of these pages: “Nov 27, 2026, 14:03 UTC”. */
export const dateTime = (text: string | null | undefined) =>
  text == null ? missing : `${moment.format(new Date(text))} UTC`;
