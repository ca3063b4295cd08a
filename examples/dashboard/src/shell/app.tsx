import { ApolloProvider } from '@apollo/client/react';
import { BrowserRouter, Link, Route, Routes } from 'react-router';
import { DetailPage } from '../detail/detail-page.tsx';
import { client } from '../graph/client.ts';
import { ListPage } from '../list/list-page.tsx';
import { CostLine } from './cost-line.tsx';
import { ProjectName } from './project-name.tsx';
import { ThemeSwitch } from './theme.tsx';

export function App() {
  return (
    <ApolloProvider client={client}>
      <BrowserRouter>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <header className="bar">
          <Link className="bar-name" to="/">
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M2 12 6 7l3 2 5-6" />
            </svg>
            <ProjectName />
          </Link>
          <ThemeSwitch />
        </header>
        <main id="main" tabIndex={-1}>
          <Routes>
            <Route path="/" element={<ListPage />} />
            <Route path="/experiments/:id" element={<DetailPage />} />
            <Route path="*" element={<NoSuchPage />} />
          </Routes>
        </main>
        <footer className="foot">
          <CostLine />
        </footer>
      </BrowserRouter>
    </ApolloProvider>
  );
}

function NoSuchPage() {
  return (
    <section className="notice">
      <h1>There is no such page</h1>
      <p>
        <Link to="/">All experiments</Link>
      </p>
    </section>
  );
}
