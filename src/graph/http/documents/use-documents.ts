import type { DocumentNode, Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import type { ParsedDocuments } from './parsed-documents.ts';
import { readDocument } from '../../planner/document/read-document.ts';

/**
 * Parses documents within the limits, and keeps them parsed and validated for callers whose key PostHog has
 * accepted. Everybody else's are parsed each time they come, and so are those that are refused.
 * @param translate gives the document to run for one as it was sent
 */
export function useDocuments(
  documents: ParsedDocuments,
  translate: (sent: DocumentNode) => DocumentNode = (sent) => sent,
): Plugin<GraphContext> {
  const valid = new WeakSet<DocumentNode>();
  return {
    onParse({ params, setParsedDocument, setParseFn }) {
      const document = documents.find(textOf(params.source));
      if (document) setParsedDocument(document);
      else setParseFn((source: string | Source) => translate(readDocument(textOf(source))));
    },
    onValidate({ params, setResult }) {
      if (valid.has(params.documentAST)) {
        setResult([]);
        return undefined;
      }
      return ({ valid: isValid }) => {
        if (isValid) valid.add(params.documentAST);
      };
    },
    onExecute({ args }) {
      const { contextValue, document } = args;
      return {
        // After the run, which is when a new caller's key has become known.
        onExecuteDone() {
          if (contextValue.known.isAccepted()) documents.add(document);
        },
      };
    },
  };
}

const textOf = (source: string | Source) => (typeof source === 'string' ? source : source.body);
