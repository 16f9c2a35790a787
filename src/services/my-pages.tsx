import { Card, LinkButton, addDays, formatDate, href, subject, swedishDay, type MyPagesPart, type RequestContext, type Resident } from '../platform/index.ts';
import { draftKeptDays, draftsOf } from './drafts.ts';
import { texts } from './texts.ts';
import { inLanguage, versionById } from './versions.ts';

/** Drafts under way on My pages; a co-applicant's own part waits among what to do now. */
export async function myDrafts({ tx, who, language }: RequestContext<Resident>): Promise<MyPagesPart[]> {
  const parts: MyPagesPart[] = [];
  for (const draft of await draftsOf(tx, subject(who))) {
    const version = await versionById(tx, draft.versionId);
    const { name } = inLanguage(version, language).definition;
    parts.push({
      place: draft.caseId ? 'now' : 'underWay', key: draft.id,
      node: (
        <Card heading={name}>
          <p>{texts(language, 'list.notSent', { date: formatDate(addDays(swedishDay(draft.savedAt), draftKeptDays), language) })}</p>
          <p><LinkButton kind="secondary" href={href(`/ansokan/${draft.id}`)}>{texts(language, draft.caseId ? 'list.ownPart' : 'list.continue', { service: name })}</LinkButton></p>
        </Card>
      ),
    });
  }
  return parts;
}
