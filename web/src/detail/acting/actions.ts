import type { ApolloClient, TypedDocumentNode } from '@apollo/client';
import type {
  ActionDoneFragment,
  ActionRefusedFragment,
  ExperimentConclusion,
  LifecycleActionName,
  ShipVariantInput,
} from '../generated/graphql.ts';
import * as documents from './action-documents.ts';

/** What every action takes. */
interface BaseInput {
  readonly id: string;
  readonly dryRun?: boolean | null | undefined;
  readonly expectedVersion?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** What a person is asked for an action, all together; each takes of it what it needs. */
export interface ActionForm {
  readonly conclusion: ExperimentConclusion | '';
  readonly conclusionComment: string;
  readonly variantKey: string;
  readonly releaseToEveryone: boolean;
}

export type ActionOutcome = ActionDoneFragment | ActionRefusedFragment;

type Send = (
  client: ApolloClient,
  input: BaseInput,
  form: ActionForm,
) => Promise<ActionOutcome | null | undefined>;

export interface Action {
  readonly label: string;
  /** What it means for the people in the experiment. */
  readonly meaning: string;
  readonly asks: readonly (keyof ActionForm)[];
  readonly send: Send;
}

function sender<Input extends BaseInput>(
  mutation: TypedDocumentNode<{ outcome?: ActionOutcome | null }, { input: Input }>,
  asked: (form: ActionForm) => Omit<Input, keyof BaseInput>,
): Send {
  return async (client, base, form) => {
    const { data } = await client.mutate({
      mutation,
      variables: { input: { ...base, ...asked(form) } as Input },
      // A dry run changes nothing, so nothing of its answer belongs in the cache.
      ...(base.dryRun === true && { fetchPolicy: 'no-cache' }),
    });
    return data?.outcome;
  };
}

const nothing = () => ({});

const concluded = ({ conclusion, conclusionComment }: ActionForm) => ({
  ...(conclusion !== '' && conclusion !== 'UNKNOWN' && { conclusion }),
  ...(conclusionComment.trim() !== '' && { conclusionComment: conclusionComment.trim() }),
});

const CONCLUSION = ['conclusion', 'conclusionComment'] as const;

/** The actions of these pages, in the order of their buttons. */
export const actions: Partial<Record<LifecycleActionName, Action>> = {
  LAUNCH: {
    label: 'Launch',
    meaning: 'The flag is turned on and people start to see the variants.',
    asks: [],
    send: sender(documents.LaunchDocument, nothing),
  },
  RESUME: {
    label: 'Resume',
    meaning: 'The flag is turned on again.',
    asks: [],
    send: sender(documents.ResumeDocument, nothing),
  },
  SHIP_VARIANT: {
    label: 'Ship a variant',
    meaning: 'Everyone whom the flag admits gets one variant, whatever they had before.',
    asks: ['variantKey', 'releaseToEveryone', ...CONCLUSION],
    send: sender<ShipVariantInput>(documents.ShipVariantDocument, (form) => ({
      variantKey: form.variantKey,
      releaseToEveryone: form.releaseToEveryone,
      ...concluded(form),
    })),
  },
  END: {
    label: 'End',
    meaning: 'Results stop being gathered. The flag stays as it is.',
    asks: CONCLUSION,
    send: sender(documents.EndDocument, concluded),
  },
  PAUSE: {
    label: 'Pause',
    meaning: 'The flag is turned off: everybody gets what they would without the experiment.',
    asks: [],
    send: sender(documents.PauseDocument, nothing),
  },
  FREEZE_EXPOSURE: {
    label: 'Freeze exposure',
    meaning: 'Nobody new comes in; who was exposed keeps their variant.',
    asks: [],
    send: sender(documents.FreezeExposureDocument, nothing),
  },
  UNFREEZE_EXPOSURE: {
    label: 'Unfreeze exposure',
    meaning: 'New people come in again.',
    asks: [],
    send: sender(documents.UnfreezeExposureDocument, nothing),
  },
  RESET: {
    label: 'Reset to draft',
    meaning: 'It becomes a draft again. Its dates and conclusion are cleared; events are kept.',
    asks: [],
    send: sender(documents.ResetDocument, nothing),
  },
  ARCHIVE: {
    label: 'Archive',
    meaning: 'It leaves the list, and can be brought back.',
    asks: [],
    send: sender(documents.ArchiveDocument, nothing),
  },
  UNARCHIVE: {
    label: 'Unarchive',
    meaning: 'It comes back to the list.',
    asks: [],
    send: sender(documents.UnarchiveDocument, nothing),
  },
};

export const actionNames = Object.keys(actions) as LifecycleActionName[];

const starts: ReadonlySet<LifecycleActionName> = new Set(['LAUNCH', 'RESUME', 'UNFREEZE_EXPOSURE']);

/** True for actions that begin to show variants to people, and take nothing away. */
export const isStart = (name: LifecycleActionName) => starts.has(name);
