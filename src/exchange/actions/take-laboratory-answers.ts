import { z } from 'zod';
import { faultWords, takeAnswers, type AnswerLine } from '../../booking/index.ts';
import type { Tx } from '../../platform/index.ts';
import { laboratoryMessage, type LaboratoryMessage } from '../model/laboratory-message.ts';
import { readJson } from '../model/read-json.ts';
import { checkMessage } from '../model/webhook.ts';
import { laboratoryWithSecret } from '../store/laboratories.ts';

/** What is answered a laboratory: `lines` are what it can mend. Nothing of a message that is refused has been used. */
export type LaboratoryAnswered =
  | { status: 200; body: { taken: number; repeated: boolean } }
  | { status: 400 | 401 | 409; body: { error: string } }
  | { status: 422; body: { error: 'lines'; lines: readonly { line: number; sample: string; fault: string; text: string }[] } };

/**
 * Takes answers from a laboratory's own system: signed with the secret it was given, all of them or none, once for each `webhook-id`, which is the
 * laboratory's own. It answers for samples of its authority only; the number of another's, or of another organisation's, is not there.
 */
export async function takeLaboratoryAnswers(tx: Tx, name: string, body: Buffer, headers: Readonly<Record<string, string | string[] | undefined>>): Promise<LaboratoryAnswered> {
  const laboratory = await laboratoryWithSecret(tx, name);
  if (!laboratory) return { status: 401, body: { error: 'unknownLaboratory' } };
  const checked = checkMessage(headers, body, laboratory.secret, tx.now);
  if (!checked.ok) return { status: 401, body: { error: checked.why } };
  const parsed = laboratoryMessage.safeParse(readJson(body));
  if (!parsed.success) return { status: 400, body: { error: z.prettifyError(parsed.error) } };
  const { authorityId } = laboratory;
  const taken = await takeAnswers(tx, { authorityId, from: { laboratory: name, messageId: checked.id }, isTheirs: () => true }, linesOf(parsed.data), body);
  if (taken.ok) return { status: 200, body: { taken: taken.answers, repeated: taken.known } };
  tx.audit({ event: 'exchange.answersRefused', authorityId, detail: { laboratory: name, lines: 'lines' in taken ? taken.lines.length : 0 } });
  if ('otherMessage' in taken) return { status: 409, body: { error: 'messageIdUsed' } };
  return { status: 422, body: { error: 'lines', lines: taken.lines.map(({ line, sample, fault }) => ({ line, sample, fault, text: `Provet ${faultWords[fault]}.` })) } };
}

function linesOf({ answers }: LaboratoryMessage): AnswerLine[] {
  return answers.map(({ sample, taken, status, code = '', analysed }, index) => ({ line: index + 1, sample, taken, status, code: code.toUpperCase(), ...(analysed && { at: new Date(analysed) }) }));
}
