import { ApolloProvider, useReactiveVar } from '@apollo/client/react';
import { Link, Route, Router, Switch } from 'wouter';
import { Account } from '../access/account.tsx';
import { useAccess } from '../access/use-access.ts';
import { client } from '../graph/client.ts';
import { projectVar } from '../graph/project.ts';
import { ListPage } from '../list/list-page.tsx';
import { Boundary } from '../loading/boundary.tsx';
import { part } from '../loading/part.tsx';
import { CostLine } from './cost-line.tsx';
import { Places } from './places.tsx';
import { ThemeSwitch } from './theme.tsx';
import { usePageChange } from './use-page-change.ts';

/** The path under which the server is reached, without a slash at its end. */
const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Loaded with the first experiment that is opened, and the charts with the first of them. */
const DetailPage = part(() => import('../detail/detail-page.tsx'));
const SignInPage = part(() => import('../access/sign-in-page.tsx'));
const SignInAgain = part(() => import('../access/sign-in-again.tsx'));
const InboxPage = part(() => import('../inbox/inbox-page.tsx'));
/** Every other page, and that there is none: the first page does not have to know of them. */
const MorePages = part(() => import('./more-pages.tsx'));

export function App() {
  const project = useReactiveVar(projectVar);
  return (
    <ApolloProvider client={client}>
      <Router base={base}>
        <Boundary>
          {/* Nothing of one project's pages stays when another is chosen. */}
          <Frame key={project} />
        </Boundary>
      </Router>
    </ApolloProvider>
  );
}

function Frame() {
  const { name, access, visit } = useAccess();
  usePageChange();
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="bar">
        <Link className="bar-name" href="/">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 12 6 7l3 2 5-6" />
          </svg>
          {name ?? 'PostHog'}
        </Link>
        <Places />
        <Account />
        <ThemeSwitch />
      </header>
      <main id="main" tabIndex={-1}>
        <Boundary>
          {access.state === 'none' ? <SignInPage {...access} /> : <Pages key={visit} />}
        </Boundary>
        {access.state === 'lost' && <SignInAgain fallback={null} {...access} />}
      </main>
      <footer className="foot">
        <CostLine />
      </footer>
    </>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={ListPage} />
      <Route path="/inbox" component={InboxPage} />
      <Route path="/experiments/:id" component={DetailPage} />
      <Route component={MorePages} />
    </Switch>
  );
}
