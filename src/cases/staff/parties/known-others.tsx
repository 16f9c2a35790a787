import { Paragraphs, Tag, formatDate, href, type RequestContext, type Staff } from '../../../platform/index.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { otherRule } from '../../actions/parties/other-rule.ts';
import { inTurn } from '../../store/in-turn.ts';
import { otherAnswer, otherFacts, othersOf, type OtherAnswer, type OtherFacts, type OtherParty, type OtherStance } from '../../store/parties/other-parties.ts';
import { caseHref } from '../case/in-case.tsx';

export const askedWords = { hearing: 'Yttrande', statement: 'Remiss', consent: 'Medgivande', information: 'Underrättelse', signature: 'Underskrift' } as const;
export const stanceWords: Record<OtherStance, string> = { agree: 'Ja', refuse: 'Nej', comment: 'Har synpunkter', nothing: 'Inga synpunkter' };
export const howWords = { myPages: 'på Mina sidor', code: 'med kod', paper: 'på papper' } as const;

/** Another party as this reader may see them. */
export interface KnownOther extends OtherParty { name: string; word: string; facts?: OtherFacts; answer?: OtherAnswer }

export async function knownOthers({ tx }: Pick<RequestContext<Staff>, 'tx'>, { file, version, unmasked }: OpenedCase): Promise<KnownOther[]> {
  return inTurn(await othersOf(tx, file.id), async (one): Promise<KnownOther> => {
    const word = otherRule(version, one.kind, 'sv')?.word ?? one.kind;
    if ((one.protected || file.protected) && !unmasked) return { ...one, word, name: 'Skyddade uppgifter' };
    const facts = await otherFacts(tx, one.id);
    const answer = await otherAnswer(tx, one.id);
    return { ...one, word, facts, name: facts.name || 'Ska ordnas av handläggaren', ...(answer && one.answeredAt && { answer }) };
  });
}

/** How it stands with one of them. */
export function State({ other, today, decided }: { other: KnownOther; today: string; decided: boolean }) {
  if (other.withdrawnAt) return <>Frågan är tillbakatagen</>;
  if (other.answeredAt) {
    return <><Tag colour={other.against ? 'warning' : 'success'}>{other.answer ? stanceWords[other.answer.stance] : 'Har svarat'}</Tag>{' '}
      {other.dueDay && other.answeredDay && other.answeredDay > other.dueDay ? 'Kom efter sista dagen' : ''}</>;
  }
  if (!other.invitedAt) return decided ? <>Inte tillfrågad</> : <Tag colour="warning">Ska skickas</Tag>;
  if (other.asked === 'information') return <>{other.openedAt ? `Läst ${formatDate(other.openedAt, 'sv')}` : 'Skickat'}</>;
  if (other.dueDay && other.dueDay < today) return <Tag colour="danger">Har inte svarat i tid</Tag>;
  return <>{other.remindedAt ? `Påmind ${formatDate(other.remindedAt, 'sv')}` : other.openedAt ? `Läst ${formatDate(other.openedAt, 'sv')}, inte svarat` : 'Inte svarat än'}</>;
}

/** What they wrote, with their files. */
export function AnswerText({ answer, caseId }: { answer: OtherAnswer | undefined; caseId: string }) {
  if (!answer) return <>–</>;
  return (
    <>
      {answer.text && <Paragraphs text={answer.text} />}
      {answer.files.map(({ id, name }) => <p key={id}><a class="ds-link" href={href(caseHref(caseId, `/dokument/${id}`))}>{name}</a></p>)}
    </>
  );
}
