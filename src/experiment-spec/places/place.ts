/** What PostHog's contract names at one place of a spec: the properties of an object there, or the items of a list. */
export interface Place {
  readonly description: string;
  /** Undefined where anything may be. */
  readonly properties?: Readonly<Record<string, Place>>;
  /** For a list. */
  readonly items?: Place;
  /** The only texts that may be there. */
  readonly choices?: readonly string[];
}

/** A place with any value. */
export const any = (description: string): Place => ({ description });

/** A place with an object of these properties. */
export const object = (
  description: string,
  properties: Readonly<Record<string, Place>>,
): Place => ({ description, properties });

/** A place with a list. */
export const list = (description: string, items: Place): Place => ({ description, items });
