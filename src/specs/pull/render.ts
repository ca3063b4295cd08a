import { Document } from 'yaml';
import type { FileContent } from './fetch-spec-file.ts';

export type SpecFormat = 'yaml' | 'json';

/** The format that the name of a file asks for; YAML unless it ends in `.json`. */
export const formatOf = (file: string): SpecFormat => (/\.json$/i.test(file) ? 'json' : 'yaml');

/** A new spec file. */
export const render = (content: FileContent, format: SpecFormat): string =>
  format === 'json'
    ? `${JSON.stringify(content, undefined, 2)}\n`
    : new Document(content, { aliasDuplicateObjects: false }).toString({ lineWidth: 0 });
