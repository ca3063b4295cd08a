import { Component, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Failed } from './failed.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
  /** Stands in the place of what has failed. Default: what to do about it, in words. */
  readonly failed?: ReactNode;
}

/** Keeps the rest of the page when something throws while it is drawn. Another page is drawn afresh. */
export function Boundary(props: BoundaryProps) {
  const [path] = useLocation();
  return <BoundaryAt {...props} path={path} />;
}

interface State {
  readonly path?: string;
  readonly hasFailed: boolean;
}

let isFailing = false;

/** Whether what leaves the page now does so because something has failed, and not because somebody left it. */
export const hasFailed = (): boolean => isFailing;

class BoundaryAt extends Component<BoundaryProps & { readonly path: string }, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromProps({ path }: { path: string }, state: State): State | null {
    return path === state.path ? null : { path, hasFailed: false };
  }

  static getDerivedStateFromError(): State {
    isFailing = true;
    return { hasFailed: true };
  }

  override componentDidUpdate(_: unknown, before: State): void {
    if (before.hasFailed && !this.state.hasFailed) isFailing = false;
  }

  override componentWillUnmount(): void {
    if (this.state.hasFailed) isFailing = false;
  }

  override render() {
    const { children, failed } = this.props;
    if (!this.state.hasFailed) return children;
    if (failed !== undefined) return failed;
    return (
      <Failed
        title="This part of the app cannot be shown"
        retry={() => this.setState({ hasFailed: false })}
      >
        There is an error in the app, or in an answer of the server. Try again, or reload the page.
      </Failed>
    );
  }
}
