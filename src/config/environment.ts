/** Settings by the names of their variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
