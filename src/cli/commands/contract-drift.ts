import { readFileSync } from 'node:fs';
import { compareDocuments, type Change } from '../../contract-drift/compare.ts';
import { DocumentError, parseDocument, type Document } from '../../contract-drift/document.ts';
import { consequenceOf } from '../../contract-drift/shown.ts';
import { schema } from '../../graph/schema.ts';
import { pinnedContractFile } from '../../posthog/api/openapi.ts';
import { OptionError } from '../option-error.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Compares a newer OpenAPI document of PostHog's with the contract this product is built against, and prints what
 * changed and what it means for this API. Makes no call.
 * @param file path of the newer document, JSON or YAML
 * @returns 1 when something changed that this API does not take into account
 * @throws OptionError when the file cannot be read or compared
 */
export function contractDrift(
  terminal: Terminal,
  file: string,
  { json = false }: { readonly json?: boolean },
): number {
  const found = compareDocuments(read(pinnedContractFile), read(file)).map((change) => ({
    ...change,
    consequence: consequenceOf(schema, change),
  }));
  const open = found.filter(({ consequence }) => consequence !== undefined);
  if (json) terminal.print(JSON.stringify(found, undefined, 2));
  else for (const line of linesOf(found)) terminal.print(line);
  return open.length > 0 ? 1 : 0;
}

type Found = Change & { readonly consequence: string | undefined };

function linesOf(found: readonly Found[]): string[] {
  if (found.length === 0) return ['Nothing that this API uses has changed.'];
  const lines = found.map((change) => {
    const { kind, operation, schema: name, place, detail, direction, consequence } = change;
    const where = [name, place].filter((part) => part !== undefined).join('.');
    const at = name === undefined ? `${operation}${where && ` ${where}`}` : where;
    const side = direction === undefined ? '' : ` (${direction})`;
    const what = detail === undefined ? '' : `: ${detail}`;
    return `${kind.padEnd(18)} ${at}${side}${what}${consequence === undefined ? '' : ` → ${consequence}`}`;
  });
  const open = found.filter(({ consequence }) => consequence !== undefined).length;
  return [...lines.toSorted(), '', `${found.length} changes, of which ${open} concern this API.`];
}

function read(file: string | URL): Document {
  try {
    return parseDocument(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof DocumentError)
      throw new OptionError(`Cannot compare ${String(file)}: ${error.message}.`, { cause: error });
    if (error instanceof Error && 'code' in error)
      throw new OptionError(`Cannot read ${String(file)}.`, { cause: error });
    throw error;
  }
}
