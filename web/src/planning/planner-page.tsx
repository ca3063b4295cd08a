import { useEffect } from 'react';
import { useLocation } from 'wouter';
import Planner from './planner.tsx';
import '../styles/writing.css';

/** The planner on a page of its own, from which a new experiment can begin. */
export default function PlannerPage() {
  const [, navigate] = useLocation();
  useEffect(() => {
    document.title = 'Planner – Experiments';
  }, []);
  return (
    <>
      <div className="page-head">
        <h1>How long does it take?</h1>
      </div>
      <p className="lead">
        The smaller the effect that an experiment has to detect, the more people it needs: half the
        effect takes four times as many. Computed by PostHog for 80% power at a level of 5%.
      </p>
      <section className="form-section">
        <Planner
          effect=""
          arms={2}
          useLabel="Use in a new experiment"
          use={({ effect, people, days }) => {
            const params = new URLSearchParams({
              effect,
              people: String(people),
              ...(days !== null && { days: String(days) }),
            });
            navigate(`/new?${params}`);
          }}
        />
      </section>
    </>
  );
}
