import type { VNode } from 'preact';
import { Alert, Layout, LanguageScope, LinkList, Link, Paragraphs, Section, externalHref, formatDateTime, href, phoneHref, residentFrame, type Language,
  type RequestContext } from '../../platform/index.ts';
import { saidIn, type Bulletin, type Crisis, type InLanguages } from '../model.ts';
import { texts } from '../texts.ts';

interface Props {
  context: RequestContext;
  crisis: Crisis;
  bulletins: readonly Bulletin[];
  first: readonly { path: string; title: string; summary: string }[];
}

/** What has happened, what holds and what one should do; what is new; what many need now; whom to call. */
export function CrisisPage({ context, crisis, bulletins, first }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `page.${key}`, params);
  const { said, language: written } = saidIn(crisis.facts.words, language);
  return (
    // The message across the pages leads here, and says the same: not on this page.
    <Layout {...residentFrame(context, { banner: undefined })} title={said.title} description={t('description')}>
      <NotTranslated written={written} reader={language} />
      <Written language={written} reader={language}>
        <h1>{said.title}</h1>
        <p class="lead">{said.summary}</p>
      </Written>
      <p class="hint">{t('changed', { time: formatDateTime(crisis.changedAt, language) })}</p>
      {bulletins.length > 0 && (
        <Section heading={t('news')}>
          {bulletins.map(({ at, words }) => <News key={at.toISOString()} at={at} words={words} language={language} />)}
        </Section>
      )}
      <Written language={written} reader={language}><Paragraphs text={said.text} /></Written>
      {first.length > 0 && <Section heading={t('first')}><LinkList items={first.map((one) => ({ label: one.title, href: href(one.path), hint: one.summary }))} /></Section>}
      <Numbers context={context} />
    </Layout>
  );
}

/** What the page says in peace: that nothing is the matter, and the numbers to know. */
export function CalmPage({ context }: { context: RequestContext }): VNode {
  const { language } = context;
  return (
    <Layout {...residentFrame(context)} title={texts(language, 'calm.title')} description={texts(language, 'page.description')}>
      <h1>{texts(language, 'calm.title')}</h1>
      <p class="lead">{texts(language, 'calm.text')}</p>
      <Numbers context={context} />
    </Layout>
  );
}

function News({ at, words, language }: { at: Date; words: InLanguages<string>; language: Language }): VNode {
  const { said, language: written } = saidIn(words, language);
  return (
    <Alert level={3} heading={formatDateTime(at, language)}>
      <NotTranslated written={written} reader={language} />
      <Written language={written} reader={language}><Paragraphs text={said} /></Written>
    </Alert>
  );
}

/** Says to a reader, before they begin, that what comes is not in their language. */
function NotTranslated({ written, reader }: { written: Language; reader: Language }): VNode | null {
  return written === reader ? null : <p class="hint">{texts(reader, 'page.onlySwedish')}</p>;
}

/** The numbers of the whole country, and the organisation's own. */
function Numbers({ context }: { context: RequestContext }): VNode {
  const { language, tenant } = context;
  const t = (key: string, params = {}) => texts(language, `page.${key}`, params);
  const { phone, hours, hoursIn } = tenant.help;
  return (
    <Section heading={t('call')}>
      <ul class="ds-list">
        <li><Link href={phoneHref('112')}>{t('call112')}</Link></li>
        <li><Link href={phoneHref('11313')}>{t('call11313')}</Link></li>
        <li><Link href={phoneHref('1177')}>{t('call1177')}</Link></li>
        <li><Link href={phoneHref(phone)}>{t('callOurs', { name: tenant.name, phone, hours: hoursIn?.[language] ?? hours })}</Link></li>
      </ul>
      <p>{t('radio')} <Link href={externalHref('https://www.krisinformation.se')}>{t('more')}</Link></p>
    </Section>
  );
}

/** Marks what is in another language than the page, so that it is read aloud right. */
function Written({ language, reader, children }: { language: Language; reader: Language; children: VNode | VNode[] }): VNode {
  return language === reader ? <>{children}</> : <div lang="sv"><LanguageScope language={language}>{children}</LanguageScope></div>;
}
