import { readConversation } from '../../../messages/index.ts';
import { file as fileAnswer, formatDateTime, resident, route, type Route } from '../../../platform/index.ts';
import { decider, fileOf } from '../../actions/case/whole-file.ts';
import { linedQuestions } from '../../model/application/printed-answer.ts';
import { delayRequestsOf } from '../../store/clocks/delay-requests.ts';
import { myDocuments, mySubmissions } from './documents.ts';
import { openMyCase } from './my-case.ts';
import { myFacts } from './my-facts.ts';
import { texts } from '../texts.ts';
import { whoDid } from '../who.ts';

/** Everything of the case that the party may see, as one PDF/A: what they sent, were asked and answered, decisions, messages, files. */
const whole = route({
  method: 'GET', path: '/mina-sidor/arenden/:id/akt', access: resident(0), audit: 'cases.wholeFileReadByParty',
  async handle(context) {
    const { tx, language } = context;
    const mine = await openMyCase(context, context.params.id);
    const { file, party, personId } = mine;
    const facts = await myFacts(tx, file, party);
    const messages = await readConversation(tx, file.id, { kind: 'resident', id: personId });
    const names = await whoDid(context, personId, messages.flatMap(({ authorKind, authorId }) => (authorKind === 'resident' ? [authorId] : [])));
    const unit = mine.unit?.name ?? mine.authority.name;
    const made = await fileOf(tx, file, {
      title: file.title, submissions: await mySubmissions(tx, mine), requests: facts.requests, decisions: facts.decisions.map(({ decision }) => decision), appeals: facts.appeals,
      delays: await delayRequestsOf(tx, file.id), outcomes: facts.outcomes, messages, documents: await myDocuments(tx, mine, facts), inquiry: [], notes: [], agenda: [], others: [],
      lined: linedQuestions(mine.version.compiled.folder.definition),
      nameOf: ({ authorKind, authorId }) => (authorKind === 'staff' ? unit : names.get(authorId) ?? '–'),
      // A party is told which unit has decided and by which point, as in their letter; the letter has the name.
      deciderOf: (decision) => decider(decision, mine.authority.name, new Map(decision.decidedBy ? [[decision.decidedBy, unit]] : [])),
    }, { heading: texts(language, 'case.wholeFileTitle', { number: file.number }), about: [mine.service.name, formatDateTime(tx.now, language)] });
    if (made.ok) return fileAnswer(made.bytes, 'application/pdf', { name: `arende-${file.number.replaceAll(' ', '-')}.pdf` });
    context.house.log.error({ code: 'WHOLE_FILE_NOT_MADE', reason: made.reason, case: file.id }, 'a party\'s file could not be made');
    return { kind: 'error', status: 503 };
  },
});

export const wholeFileRoutes: readonly Route[] = [whole];
