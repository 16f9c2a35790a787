import type { VNode } from 'preact';
import { dropProposal, letterLanguages, passagesOf, proposalById, propose, publishedVersions, versionById, withWords, type LetterLanguage, type Passage, type ProposedVersion,
  type ServiceFolder } from '../../../services/index.ts';
import { z } from 'zod';
import {
  Alert, Button, Buttons, Fieldset, Form, Link, LinkButton, TextArea, TextField, asUuid, file, href, isUuid, notFound, redirect, route, messageOf, typedIn, type Answer,
  type FieldError, type RequestContext, type Route, type Staff,
} from '../../../platform/index.ts';
import { staffText as t } from '../../staff-texts.ts';
import { adminPage, administrators, refusedHere } from '../frame.tsx';
import { isLetterLanguage, letterFiles, previewLetter, type LetterFile } from './letter-preview.ts';
import { facts, servicesPath, under } from './list.tsx';

type Context = RequestContext<Staff, { service: string; name: string }>;

/** What is changed: the words of one file, of the version in force or of a proposal in hand. */
interface Opened { folder: ServiceFolder; letter: LetterFile; proposal: ProposedVersion | undefined }

async function withLetter(context: Context, proposalId: string | undefined, answer: (opened: Opened) => Answer | Promise<Answer>): Promise<Answer> {
  const refused = refusedHere(context);
  if (refused) return refused;
  const { tx, params } = context;
  const proposal = isUuid(proposalId ?? '') ? await proposalById(tx, asUuid(proposalId!)) : undefined;
  if (proposalId && proposal?.service !== params.service) return notFound();
  const folder = proposal?.folder ?? await inForce(context);
  const letter = folder && letterFiles(folder).find((one) => one.file === params.name);
  return folder && letter ? answer({ folder, letter, proposal }) : notFound();
}

async function inForce({ tx, params }: Context): Promise<ServiceFolder | undefined> {
  const current = (await publishedVersions(tx, params.service)).find(({ state }) => state === 'inForce');
  return current && (await versionById(tx, current.id)).compiled.folder;
}

const chosen = z.object({ forslag: z.uuid().optional().catch(undefined), sprak: z.string().optional() }).loose();

/** A letter as a document, of the version in force or of a proposal. */
const preview = route({
  method: 'GET', path: `${servicesPath}/:service/brev/:name`, access: administrators, audit: facts, query: chosen,
  handle: (context) => withLetter(context, context.query.forslag, async ({ folder, letter }) => {
    const language = isLetterLanguage(context.query.sprak) ? context.query.sprak : 'sv';
    if (letter.shared) return notFound();
    const made = await previewLetter(folder, letter.path, language, context.now);
    return made.ok ? file(made.bytes, 'application/pdf', { name: `${letter.file.slice(0, -4)}-${language}.pdf`, inline: true })
      : adminPage(context, { title: letter.name, under, errors: [{ name: '', message: t('catalogue.letterNoSample') }], children: <p>{t('letters.askHelp')}</p> });
  }),
});

const edit = route({
  method: 'GET', path: `${servicesPath}/:service/brev/:name/ord`, access: administrators, audit: facts, query: chosen,
  handle: (context) => withLetter(context, context.query.forslag, (opened) => editPage(context, opened, {}, [])),
});

const fieldOf = (key: string, language: LetterLanguage): string => `${key}.${language}`;

function editPage(context: Context, opened: Opened, typed: Readonly<Record<string, string>>, errors: readonly FieldError[]): Answer {
  const { folder, letter, proposal } = opened;
  const passages = passagesOf(folder.letters[letter.path]!);
  const at = `${servicesPath}/${folder.definition.service}`;
  return adminPage(context, {
    title: letter.name, errors, under: { label: folder.definition.name, path: `/tjanster/${folder.definition.service}` },
    children: (
      <>
        <p class="lead">{t(letter.shared ? 'letters.sharedLead' : 'letters.lead')}</p>
        {proposal && <Alert><p>{t('letters.inProposal')}</p></Alert>}
        {passages.length === 0 ? <Alert><p>{t('letters.noWords')}</p></Alert> : (
          <Form action={href(`${at}/brev/${letter.file}/ord`)} hidden={{ forslag: proposal?.id }}>
            {passages.map((passage, place) => (
              <PassageFields key={passage.key} passage={passage} under={passages.slice(0, place).findLast(({ heading }) => heading)?.words.sv.join(' ')} typed={typed} errors={errors} />))}
            <Buttons>
              <Button>{t('letters.toProposal')}</Button>
              <LinkButton kind="secondary" href={href(proposal ? `${servicesPath}/forslag/${proposal.id}` : at)}>{t('letters.leave')}</LinkButton>
            </Buttons>
          </Form>
        )}
      </>
    ),
  });
}

function PassageFields({ passage, under: above, typed, errors }: { passage: Passage; under: string | undefined; typed: Readonly<Record<string, string>>; errors: readonly FieldError[] }): VNode {
  return (
    <Fieldset legend={passage.heading ? t('letters.heading') : `${t(passage.list ? 'letters.list' : 'letters.passage')}${above ? ` ${t('letters.below', { heading: above })}` : ''}`} hint={passage.list ? t('letters.listHint') : undefined}>
      {letterLanguages.map((language) => {
        const name = fieldOf(passage.key, language);
        const field = { name, label: t(`letters.in-${language}`), value: typed[name] ?? passage.words[language].join('\n'), error: messageOf(errors, name) };
        return passage.heading ? <TextField key={language} {...field} /> : <TextArea key={language} {...field} rows={Math.max(2, 1 + passage.words[language].reduce((lines, text) => lines + Math.ceil(text.length / 70), 0))} />;
      })}
    </Fieldset>
  );
}

const most = 2_000;

/** The words become a proposal: looked at with its differences, and published as any other version. */
const save = route({
  method: 'POST', path: `${servicesPath}/:service/brev/:name/ord`, access: administrators, audit: 'services.versionProposed',
  handle: (context) => withLetter(context, typedIn(context.fields)['forslag'] || undefined, async (opened) => {
    const { folder, letter, proposal } = opened;
    const typed = typedIn(context.fields);
    const source = folder.letters[letter.path]!;
    const passages = passagesOf(source);
    if (!passages.length) return editPage(context, opened, {}, []);
    const wanted = new Map(passages.map((passage) => [passage.key, {
      sv: wordsIn(passage, typed[fieldOf(passage.key, 'sv')]), en: wordsIn(passage, typed[fieldOf(passage.key, 'en')]),
    }]));
    const errors = passages.flatMap(({ key }) => letterLanguages.flatMap((language): FieldError[] => {
      const words = wanted.get(key)![language];
      if (!words.length) return [{ name: fieldOf(key, language), message: t('letters.empty') }];
      return words.join('').length > most ? [{ name: fieldOf(key, language), message: t('letters.tooLong') }] : [];
    }));
    if (errors.length) return editPage(context, opened, typed, errors);
    const next = { ...folder, letters: { ...folder.letters, [letter.path]: withWords(source, wanted) } };
    const id = await propose(context.tx, next, { source: proposal?.source ?? 'words', by: context.who.staffId });
    if (proposal) await dropProposal(context.tx, proposal.id);
    return redirect(`${servicesPath}/forslag/${id}`);
  }),
});

/** A list has an item a line; a passage is one text, however it was broken. What was not sent stays. */
function wordsIn(passage: Passage, typed: string | undefined): string[] {
  const lines = (typed ?? '').split('\n').map((line) => line.trim()).filter(Boolean);
  return passage.list || !lines.length ? lines : [lines.join(' ')];
}

/** The letters of a service with what can be done with each. */
export function Letters({ folder, proposal }: { folder: ServiceFolder; proposal?: string }): VNode {
  const at = `${servicesPath}/${folder.definition.service}/brev`;
  const query = proposal === undefined ? {} : { forslag: proposal };
  return (
    <ul class="ds-list">
      {letterFiles(folder).map((letter) => (
        <li key={letter.path}>
          {letter.name}
          {!letter.shared && letterLanguages.map((language) => (
            <span key={language}> · <Link href={href(`${at}/${letter.file}`, { ...query, sprak: language })} about={letter.name}>{t(`letters.show-${language}`)}</Link></span>))}
          {letter.hasWords && <> · <Link href={href(`${at}/${letter.file}/ord`, query)} about={letter.name}>{t('letters.edit')}</Link></>}
        </li>
      ))}
    </ul>
  );
}

export const letterRoutes: readonly Route[] = [preview, edit, save];
