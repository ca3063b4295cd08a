import { readdirSync, readFileSync } from 'node:fs';
import {
  Kind,
  OperationTypeNode,
  parse,
  TokenKind,
  type ASTNode,
  type OperationDefinitionNode,
  type Token,
} from 'graphql';

/** A GraphQL operation stored in its own file: its description and its document. */
export interface StoredDocument {
  /** File name without its extension. */
  readonly name: string;
  readonly source: string;
  readonly operation: OperationDefinitionNode;
  /** The comment at the top. */
  readonly description: string;
  /** Paths of fields (`nodes.owner`) that are omitted from an answer that is too long, in this order. */
  readonly droppable: readonly string[];
}

const DROPPING = /^Left out first when the answer is too long:$/;

/**
 * Every `.graphql` file of a folder, by name. The comment at the top of a file is its description;
 * a list under the sentence DROPPING names the fields that may be omitted.
 * @throws GraphQLError for a file that does not contain exactly one operation
 */
export function readDocuments(folder: URL): StoredDocument[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) =>
      toDocument(file.replace(/\.graphql$/, ''), readFileSync(new URL(file, folder), 'utf8')),
    );
}

function toDocument(name: string, source: string): StoredDocument {
  const document = parse(source);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error(`${name}.graphql has no operation.`);
  const lines = commentBefore(document);
  const at = lines.findIndex((line) => DROPPING.test(line));
  const [about, list] = at < 0 ? [lines, []] : [lines.slice(0, at), lines.slice(at + 1)];
  return {
    name,
    source,
    operation,
    description: about.join(' ').trim(),
    droppable: list.flatMap((line) => /^- (\S+)$/.exec(line)?.[1] ?? []),
  };
}

export const isRead = ({ operation }: Pick<OperationDefinitionNode, 'operation'>): boolean =>
  operation === OperationTypeNode.QUERY;

/** Lines of the comment directly before a node. */
export function commentBefore({ loc }: ASTNode): string[] {
  const lines: string[] = [];
  let token: Token | null | undefined = firstToken(loc?.startToken);
  while (token?.kind === TokenKind.COMMENT) {
    lines.unshift(token.value.trim());
    token = token.prev;
  }
  return lines;
}

/** A document starts before its first comment; any other node starts after its own comment. */
function firstToken(start: Token | undefined): Token | null | undefined {
  if (start?.kind !== TokenKind.SOF) return start?.prev;
  let token = start.next;
  while (token?.next?.kind === TokenKind.COMMENT) token = token.next;
  return token;
}
