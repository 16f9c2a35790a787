import type { VNode } from 'preact';
import { z } from 'zod';
import { lawReference, markRecord, registerLine, type RegisterLine } from '../../cases/index.ts';
import { staffNames, withinAuthority } from '../../identity/index.ts';
import {
  Button, Buttons, Form, KeyValue, LinkButton, Section, TextField, Timeline, asUuid, forbidden, formatDate, formatDateTime, href, isUuid, notFound, redirect, route,
  messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { currentVersions } from '../../services/index.ts';
import { marksOf, noteMark } from '../store/marks.ts';
import { base, readers, registerPage } from './frame.tsx';
import { mayOpenCases } from './in-request.tsx';
import { directionWords } from './journal-routes.tsx';

type Context = RequestContext<Staff, { id: string }>;

const show = route({
  method: 'GET', path: `${base}/handlingar/:id`, access: readers, audit: 'records.recordRead', query: z.object({ klart: z.literal('1').optional().catch(undefined) }),
  handle: (context) => withRecord(context, (line) => recordPage(context, line, [], context.query.klart && 'Sekretessmarkeringen är ändrad.')),
});

async function withRecord(context: Context, work: (line: RegisterLine) => Promise<Answer>): Promise<Answer> {
  return withinAuthority(context, async () => {
    const line = isUuid(context.params.id) ? await registerLine(context.tx, asUuid(context.params.id)) : undefined;
    if (!line) return notFound();
    context.about({ dossierId: line.caseId, unitId: line.unitId });
    return work(line);
  });
}

async function recordPage(context: Context, line: RegisterLine, errors: readonly FieldError[], done?: string): Promise<Answer> {
  const { tx, who } = context;
  const marks = await marksOf(tx, line.id);
  const names = await staffNames(tx, marks.map(({ by }) => by));
  // Whoever works in another unit would only be told that they may not.
  const opens = mayOpenCases(who) && (who.unitIds.length === 0 || who.unitIds.includes(line.unitId));
  const secrecy = (await currentVersions(tx)).find((one) => one.service === line.service)?.compiled.folder.definition.secrecy;
  return registerPage(context, {
    title: line.title, above: `${line.caseNumber} · handling ${line.number}`, tab: '', under: { label: 'Registret', path: '' }, errors, done, width: 'text',
    children: (
      <>
        <KeyValue items={[
          { key: 'Ärendet gäller', value: line.caseTitle }, { key: 'Dag', value: formatDate(line.day, 'sv') }, { key: 'Slag', value: directionWords[line.direction] },
          { key: 'Förs i', value: line.register === 'diary' ? 'Diariet' : 'Personakt: visas inte i det offentliga diariet' },
          { key: 'Sekretess kan gälla', value: line.secrecy ?? 'Inte märkt' },
        ]} />
        <Buttons>
          {opens && <LinkButton kind="secondary" href={href(`/handlaggning/arenden/${line.caseId}`)}>Öppna ärendet</LinkButton>}
          <LinkButton kind="secondary" href={href(`${base}/utlamnande/ny`, { arende: line.caseNumber })}>Registrera en begäran om utlämnande</LinkButton>
        </Buttons>
        <Section heading="Sekretessmarkering">
          <p>En markering är en varning till den som prövar ett utlämnande. Den avgör ingenting: varje begäran prövas för sig (OSL 5 kap. 5 §).</p>
          {mayMark(who, line) && <Form action={href(`${base}/handlingar/${line.id}/sekretess`)} label="Märk handlingen">
            <TextField name="section" label="Bestämmelse" hint="Paragraf och lag, till exempel 26 kap. 1 § OSL." value={line.secrecy ?? (secrecy ? lawReference(secrecy.section, secrecy.act) : '')}
              error={messageOf(errors, 'section')} />
            <Buttons>
              <Button name="do" value="set">Spara markeringen</Button>
              {line.secrecy !== null && <Button kind="quiet" name="do" value="remove">Ta bort markeringen</Button>}
            </Buttons>
          </Form>}
          <Changes marks={marks} names={names} />
        </Section>
      </>
    ),
  });
}

function Changes({ marks, names }: { marks: Awaited<ReturnType<typeof marksOf>>; names: Awaited<ReturnType<typeof staffNames>> }): VNode {
  return (
    <Timeline label="Ändringar av markeringen" steps={[
      ...marks.map(({ section, by, at }) => ({
        text: section ? `Märkt: ${section}` : 'Markeringen togs bort', state: 'done' as const, when: `${formatDateTime(at, 'sv')}, ${names.get(by) ?? ''}`,
      })),
      { text: marks.length ? 'Registrerad med tjänstens bestämmelse, om den har någon' : 'Inte ändrad sedan handlingen registrerades', state: 'done' as const },
    ]} />
  );
}

const mayMark = (who: Staff, { unitId }: RegisterLine) => who.roles.includes('registrar') || who.unitIds.length === 0 || who.unitIds.includes(unitId);

const marking = z.discriminatedUnion('do', [
  z.object({ do: z.literal('remove') }), z.object({ do: z.literal('set'), section: z.string().regex(/\d/, 'section').min(5).max(200) })]);

const mark = route({
  method: 'POST', path: `${base}/handlingar/:id/sekretess`, access: readers, audit: 'records.secrecyMarked',
  handle: (context) => withRecord(context, async (line) => {
    const { tx, who } = context;
    // A mark decides what the public sees of the record: it is for whoever keeps the register, and for the unit whose case it is.
    if (!mayMark(who, line)) return forbidden('otherUnit');
    const parsed = marking.safeParse(typedIn(context.fields));
    if (!parsed.success) return recordPage(context, line, [{ name: 'section', message: 'Skriv paragraf och lag, till exempel 26 kap. 1 § OSL.' }]);
    const section = parsed.data.do === 'set' ? parsed.data.section : null;
    context.about({ detail: { mark: section ? 'set' : 'removed' } });
    await markRecord(tx, line.id, section);
    await noteMark(tx, { id: line.id, caseId: line.caseId, authorityId: who.authorityId! }, { section, by: who.staffId });
    return redirect(`${base}/handlingar/${line.id}?klart=1`);
  }),
});

export const recordRoutes: readonly Route[] = [show, mark];
