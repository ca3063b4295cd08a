import { Link, Route, Switch } from 'wouter';
import { part } from '../loading/part.tsx';

const CreatePage = part(() => import('../writing/create-page.tsx'));
const EditPage = part(() => import('../writing/edit-page.tsx'));
const PlannerPage = part(() => import('../planning/planner-page.tsx'));
const HoldoutsPage = part(() => import('../catalog/holdouts-page.tsx'));
const SharedMetricsPage = part(() => import('../catalog/shared-metrics-page.tsx'));

/** The pages that are not among those in app.tsx. */
export default function MorePages() {
  return (
    <Switch>
      <Route path="/new" component={CreatePage} />
      <Route path="/planner" component={PlannerPage} />
      <Route path="/holdouts" component={HoldoutsPage} />
      <Route path="/metrics" component={SharedMetricsPage} />
      <Route path="/experiments/:id/edit" component={EditPage} />
      <Route component={NoSuchPage} />
    </Switch>
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
