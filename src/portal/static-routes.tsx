import { z } from 'zod';
import { findables, leaveFeedback } from '../knowledge/index.ts';
import { listAuthorities } from '../organisation/index.ts';
import { anyone, file, none, page, redirect, route, type Route } from '../platform/index.ts';
import { currentVersions, inLanguage } from '../services/index.ts';
import { AboutPage } from './pages/about.tsx';
import { AccessibilityPage, ThanksPage } from './pages/accessibility.tsx';
import { PrivacyPage } from './pages/privacy.tsx';
import { texts } from './texts.ts';

const open = anyone('public information');
const reading = none('public reading');

const accessibility = route({
  method: 'GET', path: '/tillganglighet', cached: true, access: open, audit: reading,
  handle: (context) => page(<AccessibilityPage context={context} />),
});

const report = z.object({
  where: z.string().trim().max(500).default(''), what: z.string().trim().min(5).max(4_000), replyTo: z.string().trim().max(200).default(''),
});

const reportShortcoming = route({
  method: 'POST', path: '/tillganglighet', access: anyone('one may report without saying who one is'),
  audit: none('nothing that says who reported is kept'),
  async handle(context) {
    const parsed = report.safeParse(context.fields);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, code }) => {
        const name = String(path[0]);
        return { name, message: texts(context.language, code === 'too_big' ? 'accessibility.tooLong' : `accessibility.${name}Missing`) };
      });
      return page(<AccessibilityPage context={context} typed={context.fields as Record<string, string>} errors={errors} />, { status: 422 });
    }
    const { where, what, replyTo } = parsed.data;
    await leaveFeedback(context.tx, { where, what, ...(replyTo && { replyTo }) });
    return redirect('/tillganglighet/tack');
  },
});

const thanks = route({
  method: 'GET', path: '/tillganglighet/tack', cached: true, access: open, audit: reading,
  handle: (context) => page(<ThanksPage context={context} />),
});

const privacy = route({
  method: 'GET', path: '/personuppgifter', cached: true, access: open, audit: reading,
  async handle(context) {
    const { tx, language } = context;
    const authorities = await listAuthorities(tx);
    const services = (await currentVersions(tx)).map((version) => ({
      path: version.path, definition: inLanguage(version, language).definition, authority: authorities.find(({ id }) => id === version.authorityId)!,
    }));
    return page(<PrivacyPage context={context} services={services} authorities={authorities} />);
  },
});

const about = route({
  method: 'GET', path: '/om', cached: true, access: open, audit: reading,
  handle: (context) => page(<AboutPage context={context} />),
});

/** What is behind sign-in has nothing for a search engine; a demonstration is not to be found at all. */
const robots = route({
  method: 'GET', path: '/robots.txt', urgency: 'optional', access: open, audit: reading,
  handle({ house, origin }) {
    const rules = house.settings.demo ? ['Disallow: /'] : [
      ...['/mina-sidor', '/handlaggning', '/ansokan', '/logga-in', '/inloggning', '/underskrift', '/sok'].map((path) => `Disallow: ${path}`),
      `Sitemap: ${origin}/sitemap.xml`,
    ];
    return file(['User-agent: *', ...rules, ''].join('\n'), 'text/plain; charset=utf-8', { inline: true, cache: 'public, max-age=3600' });
  },
});

const sitemap = route({
  method: 'GET', path: '/sitemap.xml', access: open, audit: reading, urgency: 'optional',
  async handle(context) {
    const found = (await findables(context, 'sv')).filter(({ kind }) => kind !== 'unit').map(({ path }) => path);
    const paths = ['/', '/tjanster', '/information', '/kontakt', '/anslagstavla', '/svar', '/tillganglighet', '/personuppgifter', '/om', ...found];
    const urls = paths.map((path) => `<url><loc>${new URL(path, context.origin).href.replaceAll('&', '&amp;')}</loc></url>`).join('');
    return file(`<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`,
      'application/xml', { inline: true, cache: 'public, max-age=3600' });
  },
});

export const staticRoutes: readonly Route[] = [accessibility, reportShortcoming, thanks, privacy, about, robots, sitemap];
