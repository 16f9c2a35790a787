import { z } from 'zod';
import { findOrganisation, setBanner } from '../../organisation/index.ts';
import {
  Button, Form, RadioGroup, Section, TextArea, TextField, YesNo, href, none, redirect, route, messageOf, typedIn, type Answer, type FieldError,
  type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { errorsFrom } from '../form.ts';
import { staffText as t } from '../staff-texts.ts';
import { adminPage, administrators, base, refusedHere } from './frame.tsx';

const path = `${base}/meddelande`;

const show = route({
  method: 'GET', path, access: administrators, audit: none('only facts of the organisation'),
  query: z.object({ klart: z.enum(['pa', 'av']).optional().catch(undefined) }).loose(),
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const banner = (await findOrganisation(context.tx))?.facts.banner as Record<string, Partial<Record<string, string>>> & { active?: boolean; level?: string } | undefined;
    return formPage(context, {
      active: banner?.active ? 'yes' : 'no', level: banner?.level ?? 'crisis', link: banner?.['sv']?.['link'] ?? '',
      ...Object.fromEntries(['sv', 'sv-simple', 'en'].flatMap((one) => ['title', 'text'].map((part) => [`${one}.${part}`, banner?.[one]?.[part] ?? '']))),
    }, [], context.query.klart && t(`notice.${context.query.klart}`));
  },
});

function formPage(context: RequestContext<Staff>, typed: Record<string, string>, errors: readonly FieldError[], done?: string): Answer {
  const field = (name: string, label: string) => ({ name, label, value: typed[name], error: messageOf(errors, name) });
  const words = (language: string, optional: boolean) => (
    <Section heading={t(`notice.${language}`)} key={language}>
      <TextField {...field(`${language}.title`, t('notice.heading'))} optional={optional} />
      <TextArea {...field(`${language}.text`, t('notice.text'))} rows={3} count={300} optional={optional} />
    </Section>
  );
  return adminPage(context, {
    title: t('notice.title'), errors, done,
    children: (
      <Form action={href(path)}>
        <p>{t('notice.lead')}</p>
        <YesNo {...field('active', t('notice.active'))} value={typed['active'] === 'yes' ? 'yes' : 'no'} labels={{ yes: t('yes'), no: t('no') }} />
        <RadioGroup {...field('level', t('notice.level'))} choices={['crisis', 'information'].map((value) => ({ value, label: t(`notice.level-${value}`) }))} />
        {words('sv', false)}
        <TextField {...field('link', t('notice.link'))} hint={t('notice.linkHint')} optional />
        {words('sv-simple', true)}
        {words('en', true)}
        <Button>{t('save')}</Button>
      </Form>
    ),
  });
}

const title = z.string().max(100).default('');
const text = z.string().max(300).default('');
const notice = z.object({
  active: z.enum(['yes', 'no']), level: z.enum(['crisis', 'information']), link: z.string().regex(/^(\/(?![/\\])[^\s\\]*)?$/).default(''),
  'sv.title': title.refine(Boolean), 'sv.text': text.refine(Boolean), 'sv-simple.title': title, 'sv-simple.text': text, 'en.title': title, 'en.text': text,
});

const save = route({
  method: 'POST', path, access: administrators, audit: 'organisation.noticeChanged',
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const typed = typedIn(context.fields);
    const parsed = notice.safeParse(typed);
    if (!parsed.success) return formPage(context, typed, errorsFrom(parsed.error.issues, (name) => t(`notice.${name.split('.').at(-1)}Wrong`)));
    const { active, level, link, ...words } = parsed.data;
    const said = (['sv', 'sv-simple', 'en'] as const).flatMap((language) => {
      const own = { title: words[`${language}.title`], text: words[`${language}.text`] };
      return own.title && own.text ? [[language, { ...own, ...(link && { link }) }] as const] : [];
    });
    await setBanner(context.tx, { active: active === 'yes', level, ...Object.fromEntries(said), sv: { title: words['sv.title'], text: words['sv.text'], ...(link && { link }) } });
    context.about({ detail: { active: active === 'yes', level } });
    return redirect(`${path}?klart=${active === 'yes' ? 'pa' : 'av'}`);
  },
});

export const noticeRoutes: readonly Route[] = [show, save];
