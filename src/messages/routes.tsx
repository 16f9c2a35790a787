import { z } from 'zod';
import { findPerson, saveContact } from '../identity/index.ts';
import {
  Link, forbidden, href, page, redirect, resident, route, textOf, type FieldError, type MyPagesPart, type RequestContext, type Resident, type Route,
} from '../platform/index.ts';
import { ContactPage } from './pages/contact.tsx';
import { mobileNumber, smsTransportOf } from './sms.ts';
import { texts } from './texts.ts';

const path = '/mina-sidor/kontakt';

const show = route({
  method: 'GET', path, access: resident(2), audit: 'messages.contactRead', query: z.object({ sparat: z.literal('1').optional().catch(undefined) }),
  async handle(context) {
    const { tx, who, query } = context;
    const facts = who.actingFor ? undefined : (await findPerson(tx, who.personId))?.facts;
    return page(<ContactPage context={context} typed={{ email: facts?.email, phone: facts?.phone, way: facts?.noticesBy }} errors={[]} saved={query.sparat === '1'} sms={await hasSms(context)} />);
  },
});

const save = route({
  method: 'POST', path, access: resident(2), audit: 'messages.contactSaved',
  async handle(context) {
    const { house, tenant, who, fields, language } = context;
    // Whoever acts for another must not be able to turn that person's notices to themselves.
    if (who.actingFor) return forbidden('actingForAnother');
    const sms = await hasSms(context);
    const typed = { email: textOf(fields, 'epost'), phone: textOf(fields, 'telefon'), way: sms && textOf(fields, 'hur') === 'sms' ? 'sms' as const : undefined };
    const read = contactSchema.safeParse(typed);
    const noMobile: FieldError[] = typed.way === 'sms' && !mobileNumber(typed.phone) ? [{ name: 'telefon', message: texts(language, 'contact.mobileError') }] : [];
    if (!read.success || noMobile.length) {
      const errors = read.success ? noMobile : read.error.issues.map((issue): FieldError => {
        const field = issue.path[0] === 'email' ? 'epost' : 'telefon';
        return { name: field, message: texts(language, field === 'epost' ? 'contact.emailError' : 'contact.phoneError') };
      });
      return page(<ContactPage context={context} typed={typed} errors={errors} saved={false} sms={sms} />, { status: 422 });
    }
    const { email, phone } = read.data;
    await saveContact(house, tenant.id, who.personId, { ...(email && { email }), ...(phone && { phone }), ...(typed.way && { noticesBy: typed.way }) });
    context.about({ subjectId: who.personId });
    return redirect(`${path}?sparat=1`);
  },
});

const hasSms = async ({ house, tenant }: Pick<RequestContext, 'house' | 'tenant'>) => await smsTransportOf(house, tenant.id) !== undefined;

const contactSchema = z.object({
  email: z.union([z.literal(''), z.email().max(254)]),
  phone: z.string().max(30).regex(/^$|^\+?[\d\s()-]{6,30}$/),
});

/** On My pages: where notices go now, and where to change it. */
export async function contactPart({ tx, who, language }: RequestContext<Resident>): Promise<MyPagesPart[]> {
  if (who.actingFor || who.level < 2) return [];
  const facts = (await findPerson(tx, who.personId))?.facts;
  const email = facts?.email;
  const node = (
    <p>
      <Link href={href(path)}>{texts(language, 'contact.myPages')}</Link><br />
      {facts?.noticesBy && facts.phone ? texts(language, 'contact.nowSms', { phone: facts.phone }) : email ? texts(language, 'contact.now', { email }) : texts(language, 'contact.none')}
    </p>
  );
  return [{ place: 'about', key: 'contact', node }];
}

export const routes: readonly Route[] = [show, save];
