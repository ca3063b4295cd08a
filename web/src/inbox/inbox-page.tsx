import { useEffect } from 'react';
import { number, plural, timeOfDay } from '../format.ts';
import { titleOf } from '../graph/failure.ts';
import LiveList from '../list/live/live-list.tsx';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { recommendationWords } from '../words.ts';
import { InboxArticle } from './inbox-item.tsx';
import { useInbox, type Inbox } from './use-inbox.ts';

/** Experiments that wait for somebody to decide, by what is to be done, with the reasons. */
export default function InboxPage() {
  const inbox = useInbox();
  const { list, state, groups } = inbox;
  useEffect(() => {
    document.title = 'Needs a decision – Experiments';
  }, []);
  return (
    <>
      <div className="page-head">
        <h1>Needs a decision</h1>
      </div>
      {state.rows ? (
        <>
          <div className="list-state">
            <p className="count" role="status">
              {stateWords(inbox)}
            </p>
            <LiveList list={list} state={state} />
          </div>
          {groups.map(({ recommendation, items }) => (
            <section key={recommendation ?? 'none'} className="inbox-group">
              <h2>
                {recommendation === undefined ? 'To look at' : recommendationWords[recommendation]}{' '}
                <small className="quiet">{number(items.length)}</small>
              </h2>
              {items.map((item) => (
                <InboxArticle key={item.row.id} {...item} />
              ))}
            </section>
          ))}
        </>
      ) : state.error === undefined ? (
        <Waiting label="Reading experiments" blocks={2} />
      ) : (
        <Problem error={state.error} retry={list.refresh} />
      )}
    </>
  );
}

/** What waits, and what has not been read yet, so that nobody takes an unread experiment for a decided one. */
function stateWords({ state, open, groups, decided, examined, reading }: Inbox): string {
  const waiting = groups.reduce((sum, { items }) => sum + items.length, 0);
  const all = plural(open.length, 'open experiment');
  const pause = reading.waitsUntil
    ? ` ${pauseWords(reading.because)} Read on at ${timeOfDay(reading.waitsUntil)}.`
    : '';
  const found = waiting === 0 ? '' : `${plural(waiting, 'experiment')} so far. `;
  if (!state.isComplete) return `${found}Reading the list of experiments …`;
  if (decided < open.length)
    return `${found}Reading the decisions of ${all}: ${decided} read.${pause}`;
  if (examined < open.length)
    return `${found}The decisions of ${all} are read. Looking for edited flags and missing exposures: ${examined} examined.${pause}`;
  if (waiting > 0)
    return `${number(waiting)} of ${all} ${waiting === 1 ? 'needs' : 'need'} a decision`;
  return open.length === 0
    ? 'Nothing waits for a decision: no experiment is open.'
    : `Nothing waits for a decision. ${all} can go on.`;
}

const pauseWords = (because: string | null) =>
  because === 'BUDGET_EXCEEDED'
    ? 'The rest of the budget is left to what people ask for.'
    : `${titleOf(because ?? '')}.`;
