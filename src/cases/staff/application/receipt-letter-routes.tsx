import { told } from '../../../identity/index.ts';
import { redirect, route } from '../../../platform/index.ts';
import { receiptLetter } from '../../actions/application/receipt-letter.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { isCovered } from '../case/case-frame.tsx';
import { caseHref, inCase, readers } from '../case/in-case.tsx';

const make = route({
  method: 'POST', path: '/handlaggning/arenden/:id/bekraftelse', access: readers, audit: 'cases.receiptAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who } = context;
    const { file, version } = opened;
    const [party] = await partiesOf(tx, file.id);
    const back = caseHref(file.id, '/handlingar');
    if (!party || isCovered(opened) || file.closedAt) return told(context, 'Brevet gjordes inte', 'Det finns ingen att skicka det till, eller så är ärendet avslutat eller dolt.', back, 409);
    const language = (await submissionsOf(tx, file.id)).find(({ kind }) => kind === 'application')?.language ?? 'sv';
    const made = await receiptLetter(context, file, version, party, { staffId: who.staffId, language });
    return made.ok ? redirect(caseHref(file.id, `/dokument/${made.documentId}`)) : told(context, 'Brevet gjordes inte', made.why, back, 500);
  }, { change: true }),
});

export const receiptLetterRoutes = [make];
