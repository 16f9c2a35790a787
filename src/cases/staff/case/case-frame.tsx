import type { ComponentChildren, VNode } from 'preact';
import { findPerson, fullName, staffFrame, staffNames } from '../../../identity/index.ts';
import { listUnits } from '../../../organisation/index.ts';
import { Alert, Button, Form, KeyValue, PageHeading, RadioGroup, StaffLayout, Tabs, TwoColumns, formatDate, formatPhone, href, type RequestContext, type Staff,
  type Uuid } from '../../../platform/index.ts';
import { readReasons, type OpenedCase } from '../../actions/case/open-case.ts';
import { cameIn } from '../../model/case/came-in.ts';
import { inTurn } from '../../store/in-turn.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { partiesOf, partyFacts, type Party, type PartyFacts } from '../../store/parties/parties.ts';
import { Clocks } from '../clocks/clocks.tsx';
import { roleWords, stateWords, wayIn } from '../words.ts';
import { DoneNotice } from './done.tsx';

/** A party as this reader may see them. */
export interface KnownParty extends Party {
  name: string;
  /** absent while a protected identity is covered */
  facts?: PartyFacts;
  /** the day they died, `YYYY-MM-DD`, when the population register has told of it */
  died?: string;
}

/** What the frame of every page of a case shows. */
export interface CaseFacts {
  context: RequestContext<Staff, { id: string }>;
  opened: OpenedCase;
  parties: readonly KnownParty[];
  unitName: string;
  names: ReadonlyMap<Uuid, string>;
  /** the last day on which any party may appeal what is not final, and whether somebody's time has not begun */
  appealUntil: string | null;
  appealWaits: boolean;
}

export async function caseFacts(context: RequestContext<Staff, { id: string }>, opened: OpenedCase): Promise<CaseFacts> {
  const { tx } = context;
  const { file } = opened;
  const parties = await knownParties(context, opened);
  const unitName = (await listUnits(tx)).find(({ id }) => id === file.unitId)?.name ?? '';
  const names = await staffNames(tx, [file.assigneeId, file.deputyId].filter((id) => id !== null));
  const running = file.decidedAt ? (await notificationsOf(tx, file.id)).filter(({ appealable, finalAt, voidAt }) => appealable && finalAt === null && voidAt === null) : [];
  const appealUntil = running.map((one) => one.appealUntil).filter((day) => day !== null).sort().at(-1) ?? null;
  return { context, opened, parties, unitName, names, appealUntil, appealWaits: running.some((one) => one.appealUntil === null) };
}

/** The parties, with names covered for whoever has not stated why they need to see a protected identity. */
export async function knownParties({ tx }: Pick<RequestContext, 'tx'>, { file, unmasked }: OpenedCase): Promise<KnownParty[]> {
  return inTurn(await partiesOf(tx, file.id), async (party) => {
    const facts = await partyFacts(tx, party.id);
    // What was known of them when they became a party does not change; that they have died is known since.
    const died = (await findPerson(tx, party.personId))?.facts.deceasedDay;
    const covered = !facts || (facts.protection !== 'none' && !unmasked);
    return { ...party, ...(covered ? { name: 'Skyddad identitet' } : { name: fullName(facts), facts }), ...(died && { died }) };
  });
}

/** Whether what the application says is covered: it tells where a protected person lives and how they are reached. */
export function isCovered({ file, unmasked }: OpenedCase): boolean {
  return file.protected && !unmasked;
}

const tabs = [['', 'Ansökan'], ['/utredning', 'Utredning'], ['/beslut', 'Beslut'], ['/parter', 'Parter'], ['/handlingar', 'Handlingar'], ['/handelser', 'Händelser'], ['/frister', 'Frister']] as const;
export type CaseTab = (typeof tabs)[number][0];

/** A case that is handled has no decision, and an inquiry only when its service has one. The first is called what came in. */
function tabsOf({ version: { compiled } }: OpenedCase): readonly (readonly [CaseTab, string])[] {
  const hidden: readonly string[] = [...(compiled.folder.definition.case === 'handling' ? ['/beslut'] : []), ...(compiled.inquiry ? [] : ['/utredning'])];
  const first = cameIn(compiled.folder.definition.register!.title);
  return tabs.filter(([path]) => !hidden.includes(path)).map(([path, label]) => [path, path === '' ? first : label]);
}

interface Props {
  facts: CaseFacts;
  tab: CaseTab;
  title: string;
  /** what to do: beside what was asked and answered */
  side?: ComponentChildren;
  notice?: ComponentChildren;
  hasErrors?: boolean;
  /** the whole width for what is asked and answered; about the case stands under it */
  wide?: boolean;
  children: ComponentChildren;
}

/** A page of a case: which it is, whose, its clocks, and the unmistakable banner of a protected identity. */
export function CasePage({ facts, tab, title, side, notice, hasErrors = false, wide = false, children }: Props): VNode {
  const { context, opened } = facts;
  const { file, ground } = opened;
  const at = `/handlaggning/arenden/${file.id}`;
  return (
    <StaffLayout {...staffFrame(context)} title={`${title} – ${file.number}`} protectedIdentity={file.protected} hasErrors={hasErrors}
      crumbs={[{ label: 'Arbetslistan', href: href('/handlaggning') }, ...(tab === '' ? [] : [{ label: file.number, href: href(at) }])]}
      notice={notice ?? <DoneNotice path={context.path} />}>
      <PageHeading above={`${file.number} · ${file.title}`}>{title}</PageHeading>
      <p><Clocks of={{ ...file, appealUntil: facts.appealUntil, appealWaits: facts.appealWaits }} today={opened.today} /></p>
      <Tabs label="Delar av ärendet" tabs={tabsOf(opened).map(([path, label]) => ({ label, href: href(`${at}${path}`), current: path === tab }))} />
      {facts.parties.filter(({ untilAt }) => untilAt === null).map((party) => party.died && <Died key={party.id} name={party.name} day={party.died} />)}
      {ground !== 'own' && ground !== 'unit' && (
        <Alert><p>Du läser ärendet med skälet: {readReasons[ground]}. Det syns för den sökande.</p></Alert>
      )}
      {isCovered(opened) && <Uncover at={at} />}
      {wide ? <>{children}<About facts={facts} />{side}</> : <TwoColumns sideLabel="Om ärendet och vad som kan göras" main={children} side={<><About facts={facts} />{side}</>} />}
    </StaffLayout>
  );
}

/** That a party has died, and what it means for the case: nobody is written to in their name, and somebody else speaks for the estate. */
function Died({ name, day }: { name: string; day: string }): VNode {
  return (
    <Alert kind="warning" heading={`${name} har avlidit`}>
      <p>Enligt folkbokföringen den {formatDate(day, 'sv')}. Skicka inget mer till personen. Ta reda på vem som företräder dödsboet innan du går vidare.</p>
      <p>Gäller ärendet något som bara personen själv kunde få finns det oftast inget kvar att pröva, och ärendet kan skrivas av. Gäller det pengar, en skuld eller ett beslut som går att överklaga kan dödsboet ha rätt att föra det vidare.</p>
    </Alert>
  );
}

function About({ facts: { opened: { file }, parties, unitName, names } }: { facts: CaseFacts }): VNode {
  return (
    <KeyValue items={[
      ...(parties.length ? [] : [{ key: 'Vem', value: 'Okänd: skickat utan inloggning' }]),
      ...parties.map((party) => ({ key: roleWords[party.role], value: <PartyLines party={party} /> })),
      { key: 'Läge', value: stateWords(file) },
      { key: 'Kom in', value: `${formatDate(file.arrivedDay, 'sv')}, ${parties.length || file.channel !== 'web' ? wayIn(file.channel) : 'webben'}` },
      { key: 'Enhet', value: unitName },
      { key: 'Handläggare', value: file.assigneeId ? names.get(file.assigneeId) ?? '–' : 'Ingen' },
      ...(file.deputyId ? [{ key: 'Ersättare', value: names.get(file.deputyId) ?? '–' }] : []),
    ]} />
  );
}

function PartyLines({ party }: { party: KnownParty }): VNode {
  const { facts } = party;
  return (
    <>
      {party.name}
      {facts?.number && <><br />{`${facts.number.slice(0, 8)}-${facts.number.slice(8)}`}</>}
      {facts?.address && <><br />{facts.address.street}, {facts.address.postcode} {facts.address.city}</>}
      {facts?.phone && <><br />{formatPhone(facts.phone)}</>}
      {party.role === 'coApplicant' && party.signedAt === null && <><br />Har inte skrivit under än</>}
    </>
  );
}

/** Why covered facts are shown; the codes are what the audit says. */
export const uncoverReasons = { handling: 'Jag behöver dem för handläggningen', send: 'Jag ska skicka något till personen', contact: 'Personen har hört av sig' } as const;

/** Asks for covered facts to be shown: who did, and why, is kept. `part`: somebody who does not apply, who alone is protected. */
export function Uncover({ at, part }: { at: string; part?: string }): VNode {
  return (
    <Alert kind="warning" heading="Uppgifterna är dolda">
      <p>Personen har skyddade personuppgifter. Visa dem bara om du behöver dem för att handlägga ärendet just nu.</p>
      <Form action={href(`${at}/visa-skyddade`)} label="Visa skyddade uppgifter">
        {part && <input type="hidden" name="part" value={part} />}
        <RadioGroup name="reason" label="Varför behöver du se dem?" value="handling" inline choices={Object.entries(uncoverReasons).map(([value, label]) => ({ value, label }))} />
        <Button kind="secondary">Visa uppgifterna</Button>
      </Form>
    </Alert>
  );
}
