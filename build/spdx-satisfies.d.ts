declare module 'spdx-satisfies' {
  /**
   * Whether an SPDX expression can be satisfied by licences of a list.
   * @throws when it is not an SPDX expression
   */
  export default function satisfies(expression: string, permitted: readonly string[]): boolean;
}
