import { anyone, file, none, notFound, route, type Language, type Route, type Uuid } from '../../platform/index.ts';
import { currentVersion } from '../versions.ts';
import { paperSender, renderPaper } from './pdf.ts';

/** Forms as they were made: the same for everyone until the organisation or the service changes. */
const made = new Map<string, Buffer>();
const most = 200;

const form = route({
  method: 'GET', path: '/tjanster/:path/blankett.pdf', access: anyone('a form to fill in by hand, without a sign-in'), audit: none('public reading'),
  async handle({ tx, params, language, tenant, now, house }) {
    const version = await currentVersion(tx, params.path);
    if (!version) return notFound();
    const key = keyOf(tenant.id, tenant.version, version.id, language);
    const known = made.get(key);
    const name = `${version.path}-blankett${language === 'sv' ? '' : `-${language}`}.pdf`;
    if (known) return file(known, 'application/pdf', { name, inline: true });
    const done = await renderPaper(version, language, await paperSender(tx, version, language), now);
    if (!done.ok) {
      house.log.error({ code: 'PAPER_NOT_MADE', reason: done.message, version: version.id }, 'a paper form could not be made');
      return { kind: 'error', status: 503 };
    }
    if (made.size >= most) made.clear();
    made.set(key, done.bytes);
    return file(done.bytes, 'application/pdf', { name, inline: true });
  },
});

function keyOf(tenant: Uuid, content: string, version: Uuid, language: Language): string {
  return [tenant, content, version, language].join(' ');
}

export const paperRoutes: readonly Route[] = [form];
