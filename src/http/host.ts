/** A name or an address with an optional port. Anything else could change the path of a URL built from it. */
const HOST = /^(?:[a-z\d._-]+|\[[a-f\d:.]+\])(?::\d{1,5})?$/i;

/** True for a `Host` that can be used in an address: a name or an IP address, with or without a port. */
export const isHost = (text: string): boolean => HOST.test(text);

const SEGMENTS = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~@-]+)+$/;

/** True for the path below which a proxy serves this server, such as `/experiments`: without a slash at its end. */
export const isPathPrefix = (text: string): boolean => SEGMENTS.test(text);
