import { Card, LinkButton, addDays, formatDate, href, subject, swedishDay, type MyPagesPart, type RequestContext, type Resident } from '../platform/index.ts';
import { mayActIn } from './acting.ts';
import { draftKeptDays, draftsOf } from './drafts.ts';
import { texts } from './texts.ts';
import { inLanguage, versionById } from './versions.ts';

/** Applications under way on My pages; of another, those that one may act in. A co-applicant's own part is shown with its case, by `cases`. */
export async function myDrafts({ tx, who, language }: RequestContext<Resident>): Promise<MyPagesPart[]> {
  const parts: MyPagesPart[] = [];
  const drafts = (await draftsOf(tx, subject(who))).filter(({ caseId }) => !caseId);
  for (const draft of drafts) {
    const version = await versionById(tx, draft.versionId);
    if (!await mayActIn(tx, who, version)) continue;
    const { name } = inLanguage(version, language).definition;
    parts.push({
      place: 'underWay', key: draft.id,
      node: (
        <Card heading={name}>
          <p>{texts(language, 'list.notSent', { date: formatDate(addDays(swedishDay(draft.savedAt), draftKeptDays), language) })}</p>
          <p><LinkButton kind="secondary" href={href(`/ansokan/${draft.id}`)}>{texts(language, 'list.continue', { service: name })}</LinkButton></p>
        </Card>
      ),
    });
  }
  return parts;
}
