import { conclusionWords } from '../../words.ts';
import type { ExperimentConclusion } from '../generated/graphql.ts';

/** What was concluded, as it is typed; '' for nothing yet. */
export interface ConclusionForm {
  readonly conclusion: ExperimentConclusion | '';
  readonly conclusionComment: string;
}

interface ConclusionFieldsProps<Form extends ConclusionForm> {
  readonly form: Form;
  readonly change: (form: Form) => void;
}

/** The conclusions that can be chosen. One that this app does not know can only stay as it is. */
const choicesOf = (now: string) =>
  Object.entries(conclusionWords).filter(([value]) => value !== 'UNKNOWN' || now === value);

/** The conclusion, and the reasons for it. */
export function ConclusionFields<Form extends ConclusionForm>({
  form,
  change,
}: ConclusionFieldsProps<Form>) {
  return (
    <>
      <label>
        <span>Conclusion</span>
        <select
          value={form.conclusion}
          onChange={(event) =>
            change({ ...form, conclusion: event.target.value as ExperimentConclusion | '' })
          }
        >
          <option value="">None yet</option>
          {choicesOf(form.conclusion).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Why</span>
        <textarea
          rows={3}
          maxLength={4000}
          value={form.conclusionComment}
          onChange={(event) => change({ ...form, conclusionComment: event.target.value })}
        />
      </label>
    </>
  );
}
