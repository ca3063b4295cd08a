import { getOperationAST, type DocumentNode } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context/context.ts';
import { PrefixedAnswer, type AnswerPart } from './prefixed-answer.ts';
import type { PrefixedNames } from './prefixed-names.ts';
import type { PrefixedReferences } from './prefixed-references.ts';

/** What a translated document was sent with. */
interface Translation {
  readonly references: PrefixedReferences;
  readonly answer: PrefixedAnswer;
}

/**
 * Documents that use the prefixed names of the subgraph, as a gateway sends them. They are run under the names of this
 * graph, and every `__typename` is answered with the prefix. All other documents stay as they are.
 */
export class PrefixedDocuments {
  readonly #names: PrefixedNames;
  readonly #translations = new WeakMap<DocumentNode, Translation>();

  constructor(names: PrefixedNames) {
    this.#names = names;
  }

  /** The document to run for a document as it was sent. */
  read(sent: DocumentNode): DocumentNode {
    const read = this.#names.read(sent);
    if (!read) return sent;
    const { document, references } = read;
    this.#translations.set(document, {
      references,
      answer: new PrefixedAnswer(this.#names, document),
    });
    return document;
  }

  /** True for documents that were sent with prefixed names. */
  has(document: DocumentNode): boolean {
    return this.#translations.has(document);
  }

  /**
   * Reads the references in the variables of such documents. Comes before all plugins that look at variables, so that
   * a document is priced by the references that it is run with.
   */
  useReferences(): Plugin<GraphContext> {
    return {
      onExecute: ({ args }) => {
        const { document, operationName, variableValues } = args;
        const operation = getOperationAST(document, operationName);
        const references = this.#translations.get(document)?.references;
        if (references && operation && variableValues)
          args.variableValues = references.variables(operation, variableValues);
      },
    };
  }

  /** Names the types in the answers to such documents. */
  useTypenames(): Plugin<GraphContext> {
    return {
      onExecute: ({ args }) => {
        const answer = this.#translations.get(args.document)?.answer;
        if (!answer) return undefined;
        return {
          onExecuteDone({ result, setResult }) {
            if (!isAsyncIterable(result)) {
              setResult(answer.of(result));
              return undefined;
            }
            return {
              onNext: ({ result: part, setResult: setPart }) => {
                setPart(answer.of(part as AnswerPart));
              },
            };
          },
        };
      },
      onSubscribe: ({ args }) => {
        const answer = this.#translations.get(args.document)?.answer;
        if (!answer) return undefined;
        return {
          onSubscribeResult: () => ({
            onNext: ({ result: event, setResult }) => {
              setResult(answer.of(event));
            },
          }),
        };
      },
    };
  }
}
