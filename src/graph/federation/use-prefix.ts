import type { DocumentNode } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context/context.ts';
import { PrefixedAnswer, type AnswerPart } from './prefixed-answer.ts';
import type { PrefixedNames } from './prefixed-names.ts';

/**
 * Documents that use the prefixed names of the subgraph, as a gateway sends them. They are run under the names of this
 * graph, and every `__typename` is answered with the prefix. All other documents stay as they are.
 */
export class PrefixedDocuments {
  readonly #names: PrefixedNames;
  readonly #answers = new WeakMap<DocumentNode, PrefixedAnswer>();

  constructor(names: PrefixedNames) {
    this.#names = names;
  }

  /** The document to run for a document as it was sent. */
  read(sent: DocumentNode): DocumentNode {
    const document = this.#names.read(sent);
    if (!document) return sent;
    this.#answers.set(document, new PrefixedAnswer(this.#names, document));
    return document;
  }

  /** True for documents that were sent with prefixed names. */
  has(document: DocumentNode): boolean {
    return this.#answers.has(document);
  }

  /** Reads the references in the variables of such documents, and names the types in their answers. */
  usePrefix(): Plugin<GraphContext> {
    return {
      onExecute: ({ args }) => {
        const answer = this.#answers.get(args.document);
        if (!answer) return undefined;
        args.variableValues = this.#names.variables(args.variableValues ?? {});
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
        const answer = this.#answers.get(args.document);
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
