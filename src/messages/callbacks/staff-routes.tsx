import { listUnits } from '../../organisation/index.ts';
import { staffNames, staffPage } from '../../identity/index.ts';
import {
  Alert, Button, Buttons, EmptyState, Form, KeyValue, Link, Section, SummaryList, Table, Tag, forbidden, formatDateTime, formatPhone, href, isUuid, languageNames, none,
  notFound, phoneHref, redirect, route, staff, type Answer, type RequestContext, type Route, type Staff, type Uuid,
} from '../../platform/index.ts';
import { mostAttempts, reachedCallback, takeCallback, unansweredCallback } from './actions.ts';
import { findCallback, openCallback, waitingCallbacks, type Callback, type CallbackCopy } from './store.ts';

const callers = staff('officer', 'deputy', 'manager', 'registrar');
const whenWords = { any: 'När som helst', morning: 'Förmiddag', afternoon: 'Eftermiddag' } as const;

const list = route({
  method: 'GET', path: '/handlaggning/ring-upp', access: callers, audit: none('a list without names: what is opened from it is logged'),
  async handle(context) {
    const { tx, who } = context;
    const units = await listUnits(tx);
    const mine = who.unitIds.length ? who.unitIds : units.filter(({ authorityId }) => authorityId === (who.authorityId ?? null)).map(({ id }) => id);
    const waiting = await waitingCallbacks(tx, mine);
    const names = await staffNames(tx, waiting.flatMap(({ takenBy }) => takenBy ?? []));
    return staffPage(context, {
      title: 'Ring upp',
      children: (
        <>
          <p class="lead">De här har bett att bli uppringda. Den som har väntat längst står först.</p>
          <Table caption="Att ringa upp" captionHidden rows={waiting} rowKey={({ id }) => id} empty={<EmptyState heading="Ingen väntar på att bli uppringd." icon="phone" />} columns={[
            { key: 'asked', heading: 'Bad om det', rowHeading: true, cell: (one) => <Link href={href(`/handlaggning/ring-upp/${one.id}`)}>{formatDateTime(one.askedAt, 'sv')}</Link> },
            { key: 'unit', heading: 'Enhet', cell: ({ unitId }) => units.find(({ id }) => id === unitId)?.name ?? '' },
            { key: 'language', heading: 'Språk', cell: ({ language }) => languageNames[language] },
            { key: 'tries', heading: 'Försök', cell: ({ attempts, attemptedAt }) => (attempts ? `${attempts}, senast ${formatDateTime(attemptedAt!, 'sv')}` : 'Inget än') },
            { key: 'state', heading: 'Läge', cell: ({ takenBy, hasCopy, protected: covered }) => (
              <>{takenBy ? <Tag colour="info">{`${names.get(takenBy) ?? 'Någon'} ringer`}</Tag> : 'Väntar'} {hasCopy && <Tag>Visar vad den har fyllt i</Tag>} {covered && <Tag colour="warning">Skyddade uppgifter</Tag>}</>
            ) },
          ]} />
        </>
      ),
    });
  },
});

/** The callback of a request, to staff of its unit. */
async function inCallback(context: RequestContext<Staff> & { params: { id: string } }, work: (callback: Callback) => Promise<Answer>): Promise<Answer> {
  const { tx, who, params } = context;
  const found = isUuid(params.id) ? await findCallback(tx, params.id as Uuid) : undefined;
  if (!found) return notFound();
  context.about({ dossierId: found.id, unitId: found.unitId, ...(found.personId && { subjectId: found.personId }) });
  return who.unitIds.length && !who.unitIds.includes(found.unitId) ? forbidden('otherUnit') : work(found);
}

const show = route({
  method: 'GET', path: '/handlaggning/ring-upp/:id', access: callers, audit: 'messages.callbackRead',
  handle: (context) => inCallback(context, async (callback) => {
    const { tx, who } = context;
    const { wish, copy } = await openCallback(tx, callback.id);
    context.about({ detail: { copy: copy !== undefined && callback.takenBy === who.staffId } });
    // As in a case: who it is and where they are reached is for the one who needs it now, and taking the call says so in the log.
    const covered = callback.protected && callback.takenBy !== who.staffId;
    const taker = callback.takenBy && callback.takenBy !== who.staffId ? (await staffNames(tx, [callback.takenBy])).get(callback.takenBy) ?? 'En kollega' : undefined;
    return staffPage(context, {
      title: covered ? 'Skyddad identitet' : wish.name, protectedIdentity: callback.protected, crumbs: [{ label: 'Ring upp', href: href('/handlaggning/ring-upp') }], width: 'text',
      children: (
        <>
          <KeyValue items={[
            { key: 'Telefon', value: covered ? 'Visas för den som ringer' : <a class="ds-link" href={phoneHref(wish.phone)}>{formatPhone(wish.phone)}</a> }, { key: 'Passar', value: whenWords[wish.when] },
            { key: 'Språk', value: languageNames[callback.language] }, { key: 'Bad om det', value: formatDateTime(callback.askedAt, 'sv') },
            ...(wish.from ? [{ key: 'Från', value: wish.from }] : []), ...(wish.about && !covered ? [{ key: 'Gäller', value: <span class="typed">{wish.about}</span> }] : []),
            { key: 'Försök', value: callback.attempts === 0 ? 'Inget än' : String(callback.attempts) },
            { key: 'Vem det är', value: callback.personId ? 'Inloggad med e-legitimation' : 'Inte inloggad: kontrollera vem du talar med innan du säger något' },
          ]} />
          {callback.caseId && <p><Link href={href(`/handlaggning/arenden/${callback.caseId}`)}>Öppna ärendet</Link></p>}
          {callback.endedAt ? <Alert><p>Det här är klart.</p></Alert> : taker ? <Alert><p>{taker} har tagit det här och ringer.</p></Alert> : <Do callback={callback} own={callback.takenBy === who.staffId} />}
          {copy && (callback.takenBy === who.staffId ? <Copy copy={copy} /> : <p>Det som personen har fyllt i visas för den som ringer.</p>)}
        </>
      ),
    });
  }),
});

function Do({ callback, own }: { callback: Callback; own: boolean }) {
  return (
    <Form action={href(`/handlaggning/ring-upp/${callback.id}/samtal`)} label="Samtalet">
      <Buttons>
        {!own && <Button name="do" value="take" icon="phone">Jag ringer</Button>}
        {own && <Button name="do" value="reached" icon="check">Vi har talats vid</Button>}
        {own && <Button kind="secondary" name="do" value="noAnswer">Inget svar</Button>}
      </Buttons>
      <p class="hint">Efter {mostAttempts} försök utan svar avslutas det{callback.personId ? ', och personen får veta det på Mina sidor' : ''}.</p>
    </Form>
  );
}

/** What the person had filled in when they asked, with their consent. It is no application. */
function Copy({ copy }: { copy: CallbackCopy }) {
  return (
    <Section heading={`Det personen hade fyllt i: ${copy.title}`}>
      <Alert><p>Personen har sagt ja till att du ser det här. Det är inte inskickat, och det visas bara tills ni har talats vid eller personen tar tillbaka det.</p></Alert>
      {copy.sections.map(({ title, rows }, index) => (
        <Section key={index} heading={title} level={3}>
          <SummaryList rows={rows.map(({ question, answer }) => ({ question, answer: <span class="typed">{answer.join('\n')}</span> }))} />
        </Section>
      ))}
    </Section>
  );
}

const call = route({
  method: 'POST', path: '/handlaggning/ring-upp/:id/samtal', access: callers, audit: none('what was done is written by its action'),
  handle: (context) => inCallback(context, async (callback) => {
    const { tx, who, fields } = context;
    const does = fields['do'];
    const mine = callback.takenBy === who.staffId;
    if (does === 'take') await takeCallback(tx, who, callback);
    else if (does === 'reached' && mine) await reachedCallback(tx, callback);
    else if (does === 'noAnswer' && mine) await unansweredCallback(tx, callback);
    return redirect(does === 'take' ? `/handlaggning/ring-upp/${callback.id}` : '/handlaggning/ring-upp');
  }),
});

export const callbackStaffRoutes: readonly Route[] = [list, show, call];
