import { ApolloProvider } from '@apollo/client/react';
import { lazy, Suspense } from 'react';
import { Link, Route, Router, Switch } from 'wouter';
import { client } from '../graph/client.ts';
import { ListPage } from '../list/list-page.tsx';
import { CostLine } from './cost-line.tsx';
import { Places } from './places.tsx';
import { ProjectName } from './project-name.tsx';
import { ThemeSwitch } from './theme.tsx';

/** The path under which the server is reached, without a slash at its end. */
const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Loaded with the first experiment that is opened, and the charts with it. */
const DetailPage = lazy(() => import('../detail/detail-page.tsx'));

const InboxPage = lazy(() => import('../deciding/inbox-page.tsx'));

export function App() {
  return (
    <ApolloProvider client={client}>
      <Router base={base}>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <header className="bar">
          <Link className="bar-name" href="/">
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M2 12 6 7l3 2 5-6" />
            </svg>
            <ProjectName />
          </Link>
          <Places />
          <ThemeSwitch />
        </header>
        <main id="main" tabIndex={-1}>
          <Suspense fallback={<p className="quiet">Loading …</p>}>
            <Switch>
              <Route path="/" component={ListPage} />
              <Route path="/inbox" component={InboxPage} />
              <Route path="/experiments/:id" component={DetailPage} />
              <Route component={NoSuchPage} />
            </Switch>
          </Suspense>
        </main>
        <footer className="foot">
          <CostLine />
        </footer>
      </Router>
    </ApolloProvider>
  );
}

function NoSuchPage() {
  return (
    <section className="notice">
      <h1>There is no such page</h1>
      <p>
        <Link href="/">All experiments</Link>
      </p>
    </section>
  );
}
