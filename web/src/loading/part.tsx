import { makeVar, type ReactiveVar } from '@apollo/client';
import { useReactiveVar } from '@apollo/client/react';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { tryAgain, untilLoaded, type Trouble } from './attempts.ts';
import { Boundary } from './boundary.tsx';
import { Failed } from './failed.tsx';

interface Places {
  /** Stands in its place until it has come. Default: that it is being loaded. */
  readonly fallback?: ReactNode;
  /** Stands in its place when it does not come, or fails. Default: what to do about it, in words. */
  readonly failed?: ReactNode;
  /** What it is, as a sentence begins with it, where its place does not show that. */
  readonly what?: string | undefined;
}

/**
 * A part of the app that is loaded when it is first shown. Every such part goes through here, so that the rest of the
 * page stays as it is when a part does not come, or throws.
 * @param load imports the module that has it as its default export
 */
export function part<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props & Places> {
  const troubleVar = makeVar<Trouble>(undefined);
  const Content = lazy(() => untilLoaded(load, troubleVar)) as unknown as ComponentType<object>;
  return function Part({
    fallback = (
      <p className="quiet" role="status">
        Loading …
      </p>
    ),
    failed,
    what,
    ...props
  }: Props & Places) {
    return (
      <Boundary failed={failed}>
        <Suspense
          fallback={
            <Meanwhile troubleVar={troubleVar} fallback={fallback} failed={failed} what={what} />
          }
        >
          <Content {...props} />
        </Suspense>
      </Boundary>
    );
  };
}

interface MeanwhileProps extends Places {
  readonly troubleVar: ReactiveVar<Trouble>;
}

function Meanwhile({
  troubleVar,
  fallback,
  failed,
  what = 'This part of the app',
}: MeanwhileProps) {
  const trouble = useReactiveVar(troubleVar);
  if (!trouble) return fallback;
  if (failed !== undefined) return failed;
  const title = `${what} could not be loaded`;
  return trouble === 'gone' ? (
    <Failed title={title}>
      The server no longer has it: a newer version has probably been installed since this page was
      loaded. If you have entered something in the rest of the page, save it first; then reload the
      page.
    </Failed>
  ) : (
    <Failed title={title} retry={tryAgain}>
      Is the server running, and is this computer online? It is tried again every half a minute.
    </Failed>
  );
}
