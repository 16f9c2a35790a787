import { z } from 'zod';
import { staffOf, staffPage } from '../../../identity/index.ts';
import {
  Alert, Button, CheckboxGroup, EmptyState, Form, LinkButton, RadioGroup, Section, Select, href, isUuid, none, notFound, redirect, route, textOf, type Answer,
  type FieldError, type RequestContext, type Staff, type Uuid,
} from '../../../platform/index.ts';
import { actOnSeveral, severalDeeds, worksWith, type DoneWith, type NotDone, type SeveralDeed } from '../../actions/case/act-on-several.ts';
import { casesByIds, type CaseFile } from '../../store/case/case-file.ts';
import { readers } from '../case/in-case.tsx';

const path = '/handlaggning/urval';
/** What is chosen at a time: a page of the list. */
export const mostChosen = 50;

const query = z.object({ arende: z.union([z.string(), z.array(z.string())]).optional() });

/** What can be done with several cases that were ticked in the list. */
const choose = route({
  method: 'GET', path, access: readers, audit: none('numbers of cases that were ticked in a list; what is done with them is logged for each'), query,
  handle: (context) => chosen(context, idsOf(context.query.arende), []),
});

function idsOf(value: string | readonly string[] | undefined): Uuid[] {
  return [...new Set([value ?? []].flat())].filter(isUuid).slice(0, mostChosen);
}

async function chosen(context: RequestContext<Staff>, ids: readonly Uuid[], errors: readonly FieldError[]): Promise<Answer> {
  const { tx, who, fields } = context;
  const files = (await casesByIds(tx, ids)).filter((file) => !file.closedAt && reaches(who, file));
  if (!files.length) return ids.length ? notFound() : noneChosen(context);
  const manager = who.roles.includes('manager');
  const units = [...new Set(files.map(({ unitId }) => unitId))];
  const colleagues = (await staffOf(tx, who.authorityId!)).filter((one) => units.some((unit) => worksWith(one, unit)));
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const free = files.filter(({ assigneeId }) => assigneeId === null);
  const deeds = severalDeeds.filter((deed) => deed !== 'take' || free.length > 0);
  const title = files.length === 1 ? 'Ett valt ärende' : `${files.length} valda ärenden`;
  return staffPage(context, {
    title, crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }], errors, width: 'text',
    children: (
      <>
        <ul class="ds-list">{files.map((file) => <li key={file.id}>{file.number} {file.title}{file.assigneeId ? '' : ' – ingen handläggare än'}</li>)}</ul>
        <Form action={href(path)} label="Gör med de valda">
          {files.map(({ id }) => <input key={id} type="hidden" name="case" value={id} />)}
          <RadioGroup name="deed" label="Vad vill du göra?" error={error('deed')} value={textOf(fields, 'deed')} choices={deeds.map((deed) => ({
            value: deed, label: deed === 'give' && manager ? 'Fördela eller lämna över' : deedWords[deed].do,
            ...(deed === 'take' && { reveal: <CheckboxGroup name="unbiased" label="I vilka av dem är du inte jävig?" hint="Du tar bara över dem du kryssar i (16 § förvaltningslagen). Är du osäker, låt bli och prata med din chef."
              error={error('unbiased')} values={[fields['unbiased'] ?? []].flat()} choices={free.map((file) => ({ value: file.id, label: `${file.number} ${file.title}` }))} /> }),
          }))} />
          <Select name="to" label="Till vem?" hint="När du lämnar över, fördelar eller anger ersättare. Den som får ett ärende svarar själv på frågan om jäv." optional error={error('to')} value={textOf(fields, 'to')}
            options={[{ value: '', label: 'Välj' }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]} />
          <Button>Gör det</Button>
        </Form>
      </>
    ),
  });
}

/** Inside the reader's wall: their unit, or their own case. */
function reaches(who: Staff, { unitId, assigneeId, deputyId }: CaseFile): boolean {
  return who.unitIds.length === 0 || who.unitIds.includes(unitId) || assigneeId === who.staffId || deputyId === who.staffId;
}

const deedWords: Record<SeveralDeed, { do: string; done: (count: number) => string }> = {
  take: { do: 'Ta ärendena', done: (count) => `Du tog ${cases(count)}.` }, give: { do: 'Lämna över', done: (count) => `Du lämnade över ${cases(count)}.` },
  deputy: { do: 'Ange ersättare', done: (count) => `Du angav ersättare i ${cases(count)}.` }, urgent: { do: 'Markera som brådskande', done: (count) => `Du markerade ${cases(count)} som brådskande.` },
  notUrgent: { do: 'Ta bort markeringen brådskande', done: (count) => `Du tog bort markeringen i ${cases(count)}.` },
};

const whyWords: Record<NotDone, string> = {
  notHere: 'Ärendet finns inte på din enhet.', closed: 'Ärendet är avslutat.', taken: 'Någon annan har redan tagit det.', biased: 'Den som skulle få det har sagt att det kan finnas jäv.',
  biasUnanswered: 'Du kryssade inte i att du inte är jävig.', notYours: 'Det är inte ditt ärende. Din chef kan fördela det.', notEligible: 'Kollegan arbetar inte med enhetens ärenden.',
  already: 'Det var redan så.', changed: 'Någon ändrade ärendet samtidigt. Försök igen.',
};

function cases(count: number): string {
  return count === 1 ? 'ett ärende' : `${count} ärenden`;
}

function noneChosen(context: RequestContext<Staff>): Answer {
  return staffPage(context, {
    title: 'Inga ärenden är valda', crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }],
    children: <EmptyState heading="Kryssa i ett eller flera ärenden i listan först"><p><LinkButton href={href('/handlaggning')}>Till arbetslistan</LinkButton></p></EmptyState>,
  });
}

const act = route({
  method: 'POST', path, access: readers, audit: 'cases.severalAsked',
  async handle(context) {
    const { tx, who, fields } = context;
    const ids = idsOf(fields['case']);
    if (!ids.length) return redirect('/handlaggning');
    const deed = severalDeeds.find((one) => one === fields['deed']);
    const unbiased = idsOf(fields['unbiased']);
    const to = textOf(fields, 'to');
    const errors: FieldError[] = [];
    if (!deed) errors.push({ name: 'deed', message: 'Välj vad du vill göra.' });
    if (deed === 'take' && !unbiased.length) errors.push({ name: 'unbiased', message: 'Kryssa i de ärenden där du inte är jävig.' });
    if ((deed === 'give' || deed === 'deputy') && !isUuid(to)) errors.push({ name: 'to', message: 'Välj vem som ska få ärendena.' });
    if (errors.length || !deed) return chosen(context, ids, errors);
    const done = await actOnSeveral(tx, who, { deed, cases: ids, unbiased, ...(isUuid(to) && { to }) });
    context.about({ detail: { deed, done: done.filter(({ why }) => !why).length, not: done.filter(({ why }) => why).length } });
    return told(context, deed, done);
  },
});

/** What was done, with which, and what not and why. */
function told(context: RequestContext<Staff>, deed: SeveralDeed, all: readonly DoneWith[]): Answer {
  const done = all.filter(({ why }) => !why);
  const left = all.filter(({ why }) => why);
  return staffPage(context, {
    title: 'Det här gjordes', crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }], width: 'text',
    children: (
      <>
        <Alert kind={done.length ? 'success' : 'warning'} live>
          <p>{done.length ? deedWords[deed].done(done.length) : 'Ingenting ändrades.'}</p>
        </Alert>
        {done.length > 0 && <ul class="ds-list">{done.map(({ id, number }) => <li key={id}><a class="ds-link" href={href(`/handlaggning/arenden/${id}`)}>{number}</a></li>)}</ul>}
        {left.length > 0 && (
          <Section heading={left.length === 1 ? 'Ett ärende ändrades inte' : `${left.length} ärenden ändrades inte`}>
            <ul class="ds-list">{left.map(({ id, number, why }) => <li key={id}>{number ? `${number}: ` : ''}{whyWords[why!]}</li>)}</ul>
          </Section>
        )}
        <p><LinkButton href={href('/handlaggning')}>Till arbetslistan</LinkButton></p>
      </>
    ),
  });
}

export const severalRoutes = [choose, act];
