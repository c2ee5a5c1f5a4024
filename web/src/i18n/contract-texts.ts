import type { Schemas } from '../api/client';
import nl from './dutch';

type Texts<Value extends string, Before extends string = '', After extends string = ''> = Record<
  `${Before}${Value}${After}`,
  string
>;

type Plurals<Value extends string> = Texts<Value, '', '_one' | '_other'>;

type LinkSchema = Schemas['Link'];
type Tested = Schemas['ConnectionTest']['outcome'];
type Turn = Exclude<Schemas['ResponsibleParty'], 'nobody'>;
type ShownResponsible = Exclude<Schemas['ResponsibleParty'], 'customer-service' | 'test-centre'>;
type Values<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/** Every value of the contract has a text: the compiler refuses a value without one. en.json has the same keys by a test. */
export const CONTRACT_TEXTS = [
  nl.contact satisfies Texts<Schemas['ContactOutcome']>,
  nl.meaning satisfies Texts<Schemas['FailureReason']>,
  nl.advice satisfies Texts<Schemas['Advice']>,
  nl.instruction satisfies Texts<Schemas['Advice']>,
  nl.schools satisfies Texts<Turn, 'turn-'> & Texts<Schemas['SchoolState']['state'], 'state-'>,
  nl.scoreState satisfies Texts<Schemas['Score']['state']>,
  nl.scores satisfies Texts<Schemas['ScoreStep']['cause'], 'cause-'> &
    Texts<Schemas['Score']['actions'][number]> &
    Texts<Turn, 'actor-'> &
    Texts<Schemas['RefusedScore']['reason'], 'refused-'>,
  nl.scoreReason satisfies Texts<Schemas['ScoreReason']>,
  nl.reason satisfies Texts<Values<Schemas['Match']['reasons']>>,
  nl.basis satisfies Texts<NonNullable<Schemas['Row']['basis']>>,
  nl.kind satisfies Texts<Schemas['Row']['kind']>,
  nl.test satisfies Texts<Tested, 'title-'> & Texts<'no-changes' | 'no-data' | 'slow', 'text-'>,
  nl.link satisfies Texts<LinkSchema['state'], 'state-'> &
    Texts<NonNullable<LinkSchema['decision']>['outcome'], 'decided-'>,
  nl.approval satisfies Texts<Schemas['Approval']['state'], 'decided-' | 'next-'>,
  nl.unreached satisfies Texts<Values<LinkSchema['unreachedBeheerders']>['outcome']>,
  nl.leaver satisfies Texts<Values<Schemas['Summary']['leavers']>['reason']>,
  nl.field satisfies Texts<Schemas['LasType']['schoolKeyUse'], 'schoolKeyHint-'>,
  nl.finding satisfies Plurals<Schemas['WarningKind']>,
  nl.place satisfies Texts<Exclude<Schemas['WarningSubject'], 'answer'>>,
  nl.placeField satisfies Texts<Schemas['WarningField']>,
  nl.responsible satisfies Texts<ShownResponsible>,
  nl.history satisfies Texts<Schemas['RecordChange']['effect'], 'effect-'> &
    Texts<Schemas['RecordChange']['kind'] | Schemas['HistoryEntry']['kind'], 'kind-'> &
    Texts<Values<Schemas['RecordChange']['fields']>['field'], 'field-'>,
  nl.undo satisfies Texts<NonNullable<Values<Schemas['UndoPreview']['items']>['reason']>, 'reason-'>,
  nl.leaverHold satisfies Texts<Schemas['LeaverHold']['cause']>,
  nl.choices satisfies Texts<Schemas['Choice']['what']> & Texts<Schemas['Choice']['kind'], 'kind-'>,
  nl.audit satisfies Texts<Schemas['AuditAction'], 'action-'>,
];
