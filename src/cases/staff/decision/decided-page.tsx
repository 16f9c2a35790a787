import { staffNames } from '../../../identity/index.ts';
import { Alert, Button, DateField, Details, EmptyState, FileList, Form, KeyValue, Link, LinkButton, RadioGroup, Section, Table, TextArea, formatDate, formatMoney, href, page, type Answer, type RequestContext,
  type Staff, type Uuid } from '../../../platform/index.ts';
import { courtOf } from '../../actions/appeal/court.ts';
import type { KnownTargets } from '../../actions/application/find-targets.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import type { DecidedFee } from '../../model/application/fee.ts';
import type { Target } from '../../model/application/targets.ts';
import { outcomesOf, type AppealOutcome } from '../../store/appeal/appeal-outcomes.ts';
import { appealsOf, type Appeal } from '../../store/appeal/appeals.ts';
import { decisionsOf, type Decision } from '../../store/decision/decisions.ts';
import { notificationsOf, type Notification } from '../../store/notification/notifications.ts';
import { CasePage, caseFacts, type CaseFacts } from '../case/case-frame.tsx';
import { caseHref } from '../case/in-case.tsx';
import { knownOthers } from '../parties/known-others.tsx';
import { matterName } from '../../model/decision/matter-name.ts';
import { matterBegin } from './matter-words.ts';
import { OutcomeOf } from '../appeal/outcome-routes.tsx';
import { decisionName, outcomeOf } from '../words.ts';

const servedWords = { opened: 'öppnade det på Mina sidor', receipt: 'mottagningsbevis', simplified: 'förenklad delgivning', told: 'muntligt', board: 'anslagstavlan' } as const;

/** What has been decided, who has got it, the clock of appeal for each party, and appeals. */
export async function decidedPage(context: RequestContext<Staff, { id: string }>, opened: OpenedCase, known?: KnownTargets): Promise<Answer> {
  const { tx } = context;
  const { file } = opened;
  const facts = await caseFacts(context, opened);
  const decisions = await decisionsOf(tx, file.id);
  const notifications = await notificationsOf(tx, file.id);
  const appeals = await appealsOf(tx, file.id);
  const whose = new Map<string, string>([
    ...facts.parties.map(({ id, name }) => [id, name] as const), ...(await knownOthers(context, opened)).map(({ id, word, name }) => [id, `${name} (${word.toLocaleLowerCase('sv')})`] as const),
  ]);
  const names = await staffNames(tx, decisions.flatMap(({ decidedBy, confirmedBy }) => [decidedBy, confirmedBy].filter((id) => id !== null)));
  return page(
    <CasePage facts={facts} tab="/beslut" title="Beslut" {...(known && opened.own && { side: <WhatNext known={known} opened={opened} /> })}>
      {decisions.length === 0 && <EmptyState heading="Det finns inget beslut" icon="law"><p>{file.closedAt ? 'Ärendet är avslutat.' : 'Ansökan gäller inget som kan beslutas.'}</p></EmptyState>}
      {known && <OpenTargets known={known} opened={opened} />}
      {decisions.map((decision) => (
        <Section key={decision.id} heading={`${decisionName(decision)}, ${formatDate(decision.decidedAt, 'sv')}`}>
          {decision.content.text && <p class="lead">{decision.content.text}</p>}
          {decision.content.notes?.map((note) => <p key={note}>{note}</p>)}
          <KeyValue items={[
            { key: 'Beslutat av', value: decidedByWords(decision, names) },
            ...(decision.content.amountOre === undefined ? [] : [{ key: 'Belopp', value: formatMoney(decision.content.amountOre) }]),
            ...(decision.content.fee ? [{ key: 'Avgift', value: feeText(decision.content.fee) }] : []),
            ...decision.items.map((item) => ({ key: item.content.name, value: itemText(decision, item) })),
          ]} />
          {decision.documentId && <p><LinkButton kind="secondary" icon="document" href={href(caseHref(file.id, `/dokument/${decision.documentId}`))}>Läs brevet</LinkButton></p>}
          {known?.permits.filter(({ decisionId }) => decisionId === decision.id).map(({ id }) => (
            <p key={id}><LinkButton kind="quiet" icon="card" href={href(caseHref(file.id, `/tillstand/${id}`))}>Visa tillståndet</LinkButton></p>
          ))}
          {opened.own && decision.items.length > 0 && !decision.setAsideAt && (
            <p><Link href={href(caseHref(file.id, `/beslut/${decision.id}/rattelse`))}>Rätta ett skrivfel eller räknefel</Link></p>
          )}
          <Served decision={decision} notifications={notifications} facts={facts} whose={whose} />
        </Section>
      ))}
      <Appeals appeals={appeals} outcomes={await outcomesOf(tx, file.id)} court={await courtOf(tx, file)} whose={whose} facts={facts} />
      {opened.own && decisions[0] && <ReceiveAppeal facts={facts} today={opened.today} />}
    </CasePage>);
}

/** Who decided, and by what right. */
function decidedByWords({ decider, decidedBy, confirmedBy, delegationPoint, paragraph, meetingDay }: Decision, names: ReadonlyMap<Uuid, string>): string {
  const point = `punkt ${delegationPoint} i delegationsordningen`;
  switch (decider) {
    case 'authority': return `Nämnden${meetingDay ? ` den ${formatDate(meetingDay, 'sv')}` : ''}, ${paragraph ?? ''}`;
    case 'automation': return `Automatiserat beslut, ${point}`;
    case 'delegation': return `${[decidedBy, confirmedBy].flatMap((id) => (id ? [names.get(id) ?? '–'] : [])).join(' och ')}, ${point}`;
  }
}

function itemText(decision: Decision, { outcome, amountOre, validFrom, validUntil, further }: Decision['items'][number]): string {
  const span = further ? `från ${validFrom ?? ''} tills vidare` : `${validFrom ?? ''} – ${validUntil ?? ''}`;
  const valid = validFrom ? span : validUntil ? `till och med ${validUntil}` : '';
  return [outcomeOf(decision, outcome), amountOre === null ? '' : formatMoney(amountOre), valid].filter(Boolean).join(', ');
}

/** The fee as it was decided: by the tariff, what was taken off because the decision came late, and what is left to pay. */
function feeText({ fullOre, amountOre, late }: DecidedFee): string {
  if (!late) return formatMoney(amountOre);
  return `${formatMoney(fullOre)} enligt taxan, minus ${formatMoney(fullOre - amountOre)} för ${late === 1 ? 'en påbörjad vecka' : `${late} påbörjade veckor`} efter tiden. Att betala: ${formatMoney(amountOre)}`;
}

/** What there is to decide now, each with its own page. */
function OpenTargets({ known, opened: { file, version, own } }: { known: KnownTargets; opened: OpenedCase }) {
  const matterOf = (target: Target) => known.matters.find(({ id }) => id === target.matter?.id);
  return (
    <>
      {known.targets.map((target) => {
        const matter = matterOf(target);
        const anew = known.decisions.some(({ setAsideAt, rule, type }) => setAsideAt !== null && (rule ?? type) === target.key);
        const title = matter ? matterName(matter.kind, version) : anew ? 'Beslut att skriva på nytt' : known.decisions.length ? 'Det som är kvar att besluta' : 'Beslut att skriva';
        return (
          <Section key={target.key} heading={title}>
            {matter && <p class="hint">{matter.begunByKind === 'resident' ? 'Parten bad om det' : 'Togs upp'} {formatDate(matter.begunAt, 'sv')}.{matter.dueDay && ` Ska vara avgjort senast ${formatDate(matter.dueDay, 'sv')}.`}</p>}
            {!matter && anew && <p class="hint">Beslutet är upphävt. Det som ärendet lämnades tillbaka för står vid överklagandet, längre ned.</p>}
            {matter?.content.text && <p class="typed">{matter.content.text}</p>}
            {matter?.content.files?.length ? <FileList files={matter.content.files.map(({ id, name, size }) => ({ id, name, size, href: href(caseHref(file.id, `/dokument/${id}`)) }))} /> : null}
            {own && <p><LinkButton href={href(`${caseHref(file.id, '/beslut')}?om=${target.key}`)}>Skriv beslutet</LinkButton></p>}
            {own && matter && (
              <Details summary="Lägg ned frågan">
                <Form action={href(caseHref(file.id, `/fraga/${matter.id}/avsluta`))} label="Lägg ned frågan">
                  <TextArea name="why" label="Varför behövs inget beslut?" rows={2} />
                  <Button kind="secondary">Lägg ned</Button>
                </Form>
              </Details>
            )}
          </Section>
        );
      })}
    </>
  );
}

/** What may be taken up in the case, also when it is closed: it is then opened again. */
function WhatNext({ known, opened: { file, version } }: { known: KnownTargets; opened: OpenedCase }) {
  if (!known.startable.length && !file.closedAt) return null;
  return (
    <Section heading="Ta upp något nytt">
      <ul class="ds-list">
        {known.startable.map(({ kind, aboutId, permitId }) => {
          const about = known.decisions.find(({ id }) => id === aboutId);
          const more = known.startable.filter((one) => one.kind === kind).length > 1 && about ? ` (${formatDate(about.decidedAt, 'sv')})` : '';
          return (
            <li key={`${kind}${aboutId ?? ''}${permitId ?? ''}`}>
              <Link href={href(caseHref(file.id, '/fraga'), { vad: kind, beslut: aboutId, tillstand: permitId })}>{matterBegin(kind, version)}{more}</Link>
            </li>
          );
        })}
        {file.closedAt && <li><Link href={href(caseHref(file.id, '/oppna'))}>Öppna ärendet igen</Link></li>}
      </ul>
    </Section>
  );
}

function Served({ decision, notifications, whose, facts: { opened: { file }, parties } }: { decision: Decision; notifications: readonly Notification[]; whose: ReadonlyMap<string, string>; facts: CaseFacts }) {
  // Who applied first; then the others, as they were told.
  const place = ({ partyId }: Notification) => { const at = parties.findIndex(({ id }) => id === partyId); return at < 0 ? parties.length : at; };
  const rows = notifications.filter(({ decisionId }) => decisionId === decision.id).sort((a, b) => place(a) - place(b));
  return (
    <>
      <Table caption="Vem har fått beslutet?" rows={rows} rowKey={({ id }) => id} columns={[
        { key: 'party', heading: 'Part', rowHeading: true, cell: ({ partyId }) => whose.get(partyId) ?? 'Har lämnat ärendet' },
        { key: 'sent', heading: 'Skickat', cell: ({ sentAt, how }) => `${formatDate(sentAt, 'sv')}, ${how === 'myPages' ? 'Mina sidor' : how === 'board' ? 'anslagstavlan' : 'brev'}` },
        { key: 'served', heading: 'Har fått det', cell: ({ servedAt, servedHow }) => (servedAt ? `${formatDate(servedAt, 'sv')}, ${servedHow ? servedWords[servedHow] : ''}` : 'Inte än') },
        { key: 'until', heading: 'Kan överklagas till', cell: ({ appealUntil, appealable }) => (appealable ? appealUntil ?? 'Klockan har inte börjat' : 'Kan inte överklagas') },
        { key: 'final', heading: 'Laga kraft', cell: ({ finalAt, voidAt }) => (finalAt ? formatDate(finalAt, 'sv') : voidAt ? `Upphävt ${formatDate(voidAt, 'sv')}` : '–') },
      ]} />
      <p><LinkButton kind="secondary" href={href(caseHref(file.id, '/delgivning'))}>Delgivning</LinkButton></p>
    </>
  );
}

interface AppealsProps { appeals: readonly Appeal[]; outcomes: readonly AppealOutcome[]; court: string; whose: ReadonlyMap<string, string>; facts: CaseFacts }

function Appeals({ appeals, outcomes, court, whose, facts: { opened: { file, own, today } } }: AppealsProps) {
  return (
    <>
      {appeals.map((appeal) => (
        <Section key={appeal.id} heading={`Överklagande från ${whose.get(appeal.partyId) ?? 'den som har lämnat ärendet'}`}>
          <p class="hint">Kom in {formatDate(appeal.receivedDay, 'sv')}.</p>
          {appeal.content.wants && <p class="typed">{appeal.content.wants}</p>}
          {appeal.content.why && <p class="typed">{appeal.content.why}</p>}
          {appeal.triedAt && (
            <Alert kind={appeal.inTime ? 'success' : 'warning'}>
              <p>{appeal.inTime ? 'Kom in i rätt tid.' : 'Kom in för sent.'} {appeal.lastDay ? `Sista dag var ${formatDate(appeal.lastDay, 'sv')}.` : 'Tiden hade inte börjat räknas.'}</p>
              {appeal.passedOnAt && <p>Lämnades över till {appeal.passedOnTo} {formatDate(appeal.passedOnAt, 'sv')}.</p>}
              {appeal.dismissedDecisionId && <p>Avvisades som för sent inkommet.</p>}
            </Alert>
          )}
          {own && !appeal.triedAt && (
            <Form action={href(caseHref(file.id, `/overklagande/${appeal.id}/prova`))} label="Pröva om det kom in i rätt tid">
              <Button>Pröva om det kom in i rätt tid</Button>
            </Form>
          )}
          {own && appeal.triedAt && !appeal.passedOnAt && !appeal.dismissedDecisionId && (
            <Form action={href(caseHref(file.id, `/overklagande/${appeal.id}/${appeal.inTime ? 'lamna-over' : 'avvisa'}`))} label="Gå vidare med överklagandet">
              {appeal.inTime && <TextArea name="opinion" label={`Yttrande till ${court}`} hint="Går med i följebrevet. Hela akten går med som en PDF/A." rows={4} optional />}
              <Button kind={appeal.inTime ? 'primary' : 'danger'}>{appeal.inTime ? `Lämna över till ${court}` : 'Avvisa överklagandet'}</Button>
            </Form>
          )}
          <OutcomeOf appeal={appeal} outcomes={outcomes} file={file} own={own} today={today} />
        </Section>
      ))}
    </>
  );
}

/** An appeal on paper is entered by staff: received, whenever it came. */
function ReceiveAppeal({ facts: { opened: { file }, parties }, today }: { facts: CaseFacts; today: string }) {
  return (
    <Section heading="För in ett överklagande som kom på papper">
      <Form action={href(caseHref(file.id, '/overklagande'))} label="För in ett överklagande">
        {parties.length > 1 && <RadioGroup name="party" label="Från vem?" choices={parties.map(({ id, name }) => ({ value: id, label: name }))} />}
        <DateField name="day" label="Vilken dag kom det in?" value={today} />
        <TextArea name="text" label="Vad vill parten ändra, och varför?" rows={4} />
        <Button kind="secondary">För in</Button>
      </Form>
    </Section>
  );
}
