import type { VNode } from 'preact';
import { Alert, Button, Buttons, Form, KeyValue, NumberField, RadioGroup, Section, TextArea, TextField, formatDate, formatMoney, href, messageOf, type FieldError } from '../../platform/index.ts';
import type { FeeDue } from '../actions/fee-due.ts';
import { answerWords } from '../actions/answer-fee.ts';

interface Props { at: string; fee: FeeDue; mail: boolean; invoice: boolean; errors: readonly FieldError[]; typed: Readonly<Record<string, string>> }

/** The fee of a request, on the staff's page of it: what it comes to, that it is told, answered and paid. Nothing when copies are free. */
export function FeePart({ at, fee, mail, invoice, errors, typed }: Props): VNode | null {
  const { state, told } = fee;
  if (state === 'none' && !told) return null;
  const field = (name: string, label: string) => ({ name, label, value: typed[name], error: messageOf(errors, name) });
  return (
    <Section heading="Avgift">
      {told && <KeyValue items={[
        { key: 'Avgift', value: `${formatMoney(told.amountOre)} för ${told.pages} sidor` },
        { key: told.answer === 'waived' ? 'Bestämt' : 'Berättat', value: formatDate(told.toldAt, 'sv') },
        { key: 'Svar', value: told.answer ? answerWords[told.answer] : 'Inget än' },
        ...(told.answer === 'advance' ? [{ key: 'Betalt', value: told.paidAt ? formatDate(told.paidAt, 'sv') : 'Nej' }] : []),
        ...(told.answer === 'invoice' ? [{ key: 'Faktura', value: told.chargeId ? 'Gjord' : 'Görs när handlingarna lämnas ut' }] : []),
      ]} />}
      {state === 'declined' && <Alert><p>Den som begär vill inte ha kopiorna. Avsluta begäran, eller kom överens om något annat.</p></Alert>}
      {state === 'toTell' && <Tell at={at} fee={fee} mail={mail} field={field} />}
      {state === 'waiting' && (
        <>
          <p>{mail ? 'Den som begär svarar med länken i mejlet. Ringer någon i stället för du in svaret här.' : 'Det finns ingen e-postadress. Berätta om avgiften på annat sätt och för in svaret här.'}</p>
          <Form action={href(`${at}/avgift/svar`)} label="Svar om avgiften">
            <RadioGroup {...field('answer', 'Vad svarar den som begär?')} choices={[
              ...(invoice ? [{ value: 'invoice', label: answerWords.invoice, reveal: <>
                <TextField {...field('name', 'Namn på fakturan')} />
                <TextArea {...field('address', 'Adress')} rows={3} />
                <TextField {...field('payerNumber', 'Person- eller organisationsnummer')} size={16} optional />
              </> }] : []),
              { value: 'advance', label: answerWords.advance }, { value: 'read', label: answerWords.read }, { value: 'withdrawn', label: answerWords.withdrawn },
            ]} />
            <Button kind="secondary">För in svaret</Button>
          </Form>
        </>
      )}
      {state === 'toPay' && (
        <Form action={href(`${at}/avgift/betald`)} label="Avgiften är betald">
          <TextField {...field('how', 'Hur betalades den?')} hint="Till exempel kvittots nummer i kassan." size={28} />
          <Button>Avgiften är betald</Button>
        </Form>
      )}
    </Section>
  );
}

function Tell({ at, fee, mail, field }: { at: string; fee: FeeDue; mail: boolean; field: (name: string, label: string) => { name: string; label: string; value: string | undefined; error: string | undefined } }): VNode {
  const pages = field('pages', 'Antal sidor');
  return (
    <>
      <p>Kopiorna är {fee.pages} sidor och kostar {formatMoney(fee.dueOre)} enligt taxan som gäller från {formatDate(fee.tariff!.from, 'sv')}. Berätta om avgiften innan du lämnar ut. Att läsa på plats är alltid gratis.</p>
      <Form action={href(`${at}/avgift`)} label="Berätta om avgiften">
        <NumberField {...pages} value={pages.value ?? String(fee.pages)} size={6} hint="Ändra om du lämnar färre kopior. Avgiften räknas om." />
        <TextField {...field('why', 'Varför ingen avgift?')} hint="Bara om ni låter bli att ta ut den." optional />
        <Buttons>
          <Button name="do" value="tell">{mail ? 'Berätta om avgiften med e-post' : 'Jag har berättat om avgiften'}</Button>
          <Button kind="quiet" name="do" value="waive">Ta inte ut någon avgift</Button>
        </Buttons>
      </Form>
    </>
  );
}
