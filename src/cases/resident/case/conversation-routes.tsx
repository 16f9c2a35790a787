import { longestMessage, markRead, readConversation, writeMessage } from '../../../messages/index.ts';
import { listUnits } from '../../../organisation/index.ts';
import { Alert, Button, EmptyState, ErrorSummary, Form, MessageList, PageHeading, TextArea, formatNumber, isUuid, page, redirect, resident, route, type Answer,
  type FieldError, type Route } from '../../../platform/index.ts';
import { CasePage, caseHref, helpFor, type Mine } from '../frame.tsx';
import { openMyCase, type MyCase } from './my-case.ts';
import { texts } from '../texts.ts';
import { whoDid } from '../who.ts';

const path = '/mina-sidor/arenden/:id/meddelanden';

const read = route({
  method: 'GET', path, access: resident(0), audit: 'cases.conversationReadByParty',
  async handle(context) {
    return shown(context, await openMyCase(context, context.params.id));
  },
});

async function shown(context: Mine, mine: MyCase, typed = '', problem?: string): Promise<Answer> {
  const { tx, language, who } = context;
  const { file, personId } = mine;
  const t = (key: string, params = {}) => texts(language, `conversation.${key}`, params);
  const reader = { kind: 'resident' as const, id: personId };
  const messages = await readConversation(tx, file.id, reader);
  await markRead(tx, file.id, file.authorityId, reader);
  const units = await listUnits(tx);
  const names = await whoDid(context, personId, messages.flatMap(({ authorKind, authorId }) => authorKind === 'resident' ? [authorId] : []));
  const errors: FieldError[] = problem ? [{ name: 'text', message: t(problem, { count: formatNumber(longestMessage, language) }) }] : [];
  const unit = mine.unit?.name ?? mine.authority.name;
  return page(
    <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={t('title')} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <PageHeading above={`${mine.service.name}, ${file.number}`}>{t('title')}</PageHeading>
      {messages.length === 0 ? <EmptyState heading={t('none')} icon="message"><p>{t('noneText', { unit })}</p></EmptyState> : (
        <MessageList label={t('title')} messages={messages.map(({ id, authorKind, authorId, unitId, at, text, unread }) => ({
          id, at, text, unread, own: authorKind === 'resident' && authorId === who.personId,
          from: authorKind === 'staff' ? units.find((one) => one.id === unitId)?.name ?? mine.authority.name : names.get(authorId) ?? t('someone'),
        }))} />
      )}
      <h2>{t('write')}</h2>
      <Form action={caseHref(file.id, '/meddelanden')} hidden={{ nyckel: tx.id() }}>
        <TextArea name="text" label={t('label', { unit })} hint={t('hint')} value={typed} count={longestMessage} {...(errors[0] && { error: errors[0].message })} />
        <Button icon="send">{t('send')}</Button>
      </Form>
      <Alert><p>{t('record')}</p></Alert>
    </CasePage>, { status: problem ? 422 : 200 },
  );
}

const write = route({
  method: 'POST', path, access: resident(0), audit: 'cases.messageWrittenByParty',
  async handle(context) {
    const { house, tx, who, fields } = context;
    const mine = await openMyCase(context, context.params.id);
    const text = typeof fields['text'] === 'string' ? fields['text'] : '';
    const key = typeof fields['nyckel'] === 'string' && isUuid(fields['nyckel']) ? fields['nyckel'] : undefined;
    const written = await writeMessage({ house, tx }, holderOf(mine), { author: { kind: 'resident', id: who.personId }, person: mine.personId, text, ...(key && { key }) });
    return written.ok ? redirect(`${caseHref(mine.file.id, '/meddelanden')}#meddelande-${written.id}`) : shown(context, mine, text, written.reason);
  },
});

/** Where the conversation of a case belongs. */
export function holderOf({ file: { id, authorityId, keyId, unitId } }: Pick<MyCase, 'file'>) {
  return { caseId: id, authorityId, keyId, unitId };
}

export const conversationRoutes: readonly Route[] = [read, write];
