import { z } from 'zod';
import { ConfirmBox, ErrorSummary, DateField, href, isUuid, notFound, page, redirect, resident, route, swedishDay, textOf, type Answer, type Route, type Uuid } from '../../../platform/index.ts';
import { giveBack, mayGiveBack } from '../../actions/permit/give-back.ts';
import { findPermit, type Permit } from '../../store/permit/permits.ts';
import { openMyCase, type MyCase } from '../case/my-case.ts';
import { CasePage, caseHref, helpFor, type Mine } from '../frame.tsx';
import { texts } from '../texts.ts';

const path = '/mina-sidor/tillstand/:permit/aterlamning';
type At = Mine & { params: { permit: string } };

/** The permit with its case, when it is the reader's own to give back; other parties of the case see it and no more. */
async function withPermit(context: At, work: (mine: MyCase, permit: Permit) => Promise<Answer>): Promise<Answer> {
  const permit = isUuid(context.params.permit) ? await findPermit(context.tx, context.params.permit) : undefined;
  if (!permit) return notFound();
  const mine = await openMyCase(context, permit.caseId);
  const own = mine.party.id === permit.partyId && mayGiveBack(permit, swedishDay(context.now));
  return own ? work(mine, permit) : redirect(`/mina-sidor/tillstand/${permit.id}`);
}

const ask = route({
  method: 'GET', path, access: resident(0), audit: 'cases.permitReadByParty',
  handle: (context) => withPermit(context, (mine, permit) => confirmPage(context, mine, permit, swedishDay(context.now))),
});

async function confirmPage(context: At, mine: MyCase, permit: Permit, day: string, error?: string): Promise<Answer> {
  const t = (key: string, params = {}) => texts(context.language, `giveBack.${key}`, params);
  return page(
    <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={t('title')} hasErrors={error !== undefined}>
      <ErrorSummary errors={error === undefined ? [] : [{ name: 'day', message: error }]} />
      <ConfirmBox level={1} danger heading={t('title')} action={href(`/mina-sidor/tillstand/${permit.id}/aterlamning`)} confirm={t('confirm')}
        cancel={href(`/mina-sidor/tillstand/${permit.id}`)} cancelText={t('cancel')} consequences={[t('ends', { name: permit.content.name }), t('again'), t('told')]}>
        <DateField name="day" label={t('day')} value={day} error={error} />
      </ConfirmBox>
    </CasePage>, { status: error === undefined ? 200 : 422 });
}

const send = route({
  method: 'POST', path, access: resident(0), audit: 'cases.permitReturnSent',
  handle: (context) => withPermit(context, async (mine, permit) => {
    const { tx, fields, who, language } = context;
    const typed = textOf(fields, 'day', 20);
    const day = z.iso.date().safeParse(typed);
    const done = day.success && await giveBack(tx, { caseId: mine.file.id, permitId: permit.id as Uuid, personId: mine.personId, by: who.personId, today: swedishDay(context.now) }, day.data);
    return done ? redirect(caseHref(mine.file.id)) : confirmPage(context, mine, permit, typed, texts(language, 'giveBack.wrongDay'));
  }),
});

/** Giving a permit back: its page of confirmation, and the deed. */
export const giveBackRoutes: readonly Route[] = [ask, send];
