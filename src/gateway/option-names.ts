import { variables, type Variable, type VariableName } from '../config/variables.ts';

/** The name of the option for a variable: `posthogHost` for POSTHOG_HOST. */
const optionName = (variable: string): string =>
  variable.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The variables that a mounted gateway has an option for, by the option's name. */
export const optionVariables: ReadonlyMap<string, VariableName> = new Map(
  (Object.entries(variables) as [VariableName, Variable][])
    .filter(([, { whenMounted }]) => whenMounted !== false)
    .map(([name]) => [optionName(name), name]),
);

/** A sentence about variables as one about the options of the same meaning. */
export const aboutOptions = (sentence: string): string =>
  sentence.replace(/\b[A-Z]+(?:_[A-Z]+)+\b/g, (name) =>
    Object.hasOwn(variables, name) ? optionName(name) : name,
  );
