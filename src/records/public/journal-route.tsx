import { z } from 'zod';
import { readCaseNumber, registerLines } from '../../cases/index.ts';
import { listAuthorities } from '../../organisation/index.ts';
import { addDays, anyone, none, page, route, swedishDay, type Findable, type Language, type RequestContext } from '../../platform/index.ts';
import { PublicJournal } from '../pages/journal.tsx';
import { texts } from '../texts.ts';

const pageSize = 50;
const optionalDay = z.iso.date().optional().catch(undefined);
const query = z.object({
  namnd: z.string().max(60).optional().catch(undefined), nummer: z.string().trim().max(40).optional().catch(undefined), ord: z.string().trim().max(80).optional().catch(undefined),
  slag: z.enum(['in', 'out', 'drawnUp']).optional().catch(undefined), fran: optionalDay, till: optionalDay, sida: z.coerce.number().int().min(1).max(200).catch(1).default(1),
}).loose();

/**
 * The register as anyone may see it. Residents' own role in the database sees no register at all, so it is read by the system, and only
 * what `publicOnly` gives: no personal files, and of a record that is marked nothing but its day, kind and number.
 */
export const journalRoute = route({
  method: 'GET', path: '/diarium', urgency: 'optional', access: anyone('the register is public (OSL 5 kap. 2 §)'), audit: none('public reading'), query,
  async handle(context) {
    const { query: { namnd, nummer, ord, slag, fran, till, sida }, tx, house, tenant, now } = context;
    const authorities = await listAuthorities(tx);
    const authority = authorities.find(({ slug }) => slug === namnd) ?? authorities[0];
    const caseNumber = nummer ? readCaseNumber(nummer) ?? nummer.toUpperCase() : undefined;
    const [from, until] = [fran ?? (caseNumber ? '' : addDays(swedishDay(now), -30)), till ?? swedishDay(now)];
    const found = authority ? await house.db.system(tenant.id, 'public-register', (system) => registerLines(system, {
      authorityId: authority.id, from: from || '1900-01-01', until, page: sida, pageSize, caseNumber, direction: slag, words: ord || undefined, publicOnly: true,
    })) : [];
    return page(<PublicJournal context={context} authorities={authorities} authority={authority} asked={{ namnd: authority?.slug, nummer, ord, slag, fran, till }}
      days={{ from, until }} lines={found.slice(0, pageSize)} page={sida} more={found.length > pageSize} />);
  },
});

/** The register as search finds it. */
export async function findableJournal(_: RequestContext, language: Language): Promise<Findable[]> {
  const t = (key: string) => texts(language, `find.${key}`);
  return [
    { kind: 'page', path: '/diarium', title: t('title'), summary: t('summary'), keywords: t('keywords').split(', '), needs: ['insight'], text: texts(language, 'journal.lead') },
    { kind: 'page', path: '/diarium/begar-ut', title: texts(language, 'request.title'), summary: texts(language, 'request.lead'), keywords: t('keywords').split(', '), needs: ['insight'],
      text: texts(language, 'request.how') },
  ];
}
