// What PostHog's framework (Django REST framework's `BooleanField`) reads as true or false, as text in lower case.

export const TRUE_WORDS: ReadonlySet<string> = new Set(['true', 't', 'yes', 'y', 'on', '1']);
export const FALSE_WORDS: ReadonlySet<string> = new Set(['false', 'f', 'no', 'n', 'off', '0']);
