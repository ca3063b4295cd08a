import type { DocumentNode, ExecutionArgs, GraphQLError, Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import type { ParsedDocuments } from './parsed-documents.ts';
import { withoutSuggestions } from '../../planner/introspection.ts';
import { readDocument } from '../../planner/document/read-document.ts';

interface DocumentRules {
  /** Gives the document to run for one as it was sent. */
  readonly translate: (sent: DocumentNode) => DocumentNode;
  /** Whether the caller of a request may read the schema. */
  readonly mayIntrospect: (request: Pick<Request, 'headers'>) => boolean;
}

/**
 * Parses documents within the limits, and keeps them parsed and validated for callers whose key PostHog has
 * accepted. Everybody else's are parsed each time they come, and so are those that are refused.
 * Errors of documents name other parts of the schema only to callers who may read it.
 */
export function useDocuments(
  documents: ParsedDocuments,
  { translate, mayIntrospect }: DocumentRules,
): Plugin<GraphContext> {
  const valid = new WeakSet<DocumentNode>();
  const keep = ({ contextValue, document }: ExecutionArgs) => {
    if ((contextValue as GraphContext).known.isAccepted()) documents.add(document);
  };
  return {
    onParse({ params, setParsedDocument, setParseFn }) {
      const document = documents.find(textOf(params.source));
      if (document) setParsedDocument(document);
      else setParseFn((source: string | Source) => translate(readDocument(textOf(source))));
    },
    onValidate({ params, context, setResult: setFirst }) {
      if (valid.has(params.documentAST)) {
        setFirst([]);
        return undefined;
      }
      const { request } = context as unknown as { readonly request: Pick<Request, 'headers'> };
      return ({ valid: isValid, result, setResult }) => {
        if (isValid) valid.add(params.documentAST);
        else if (!mayIntrospect(request))
          setResult((result as readonly GraphQLError[]).map(withoutSuggestions));
      };
    },
    onExecute({ args }) {
      return {
        // After the run, which is when a new caller's key has become known.
        onExecuteDone() {
          keep(args);
        },
      };
    },
    onSubscribe({ args }) {
      keep(args);
    },
  };
}

const textOf = (source: string | Source) => (typeof source === 'string' ? source : source.body);
