import type { VNode } from 'preact';
import { Checkbox, CheckboxGroup, RadioGroup, YesNo } from '../fields/choices.tsx';
import { DateField, DatePartsField } from '../fields/date-field.tsx';
import { ErrorSummary } from '../fields/error-summary.tsx';
import { Fieldset } from '../fields/fieldset.tsx';
import { FileField, FileList } from '../fields/file-field.tsx';
import { Form } from '../fields/form.tsx';
import { Select } from '../fields/select.tsx';
import { TextArea } from '../fields/text-area.tsx';
import { MoneyField, NumberField, TextField } from '../fields/text-field.tsx';
import { href } from '../href.ts';
import { Section } from '../parts/text.tsx';
import { Progress } from '../parts/timeline.tsx';
import { Example } from './example.tsx';

const action = href('/designguide');
const hinders = [
  { value: 'walk', label: 'Gå till hållplatsen' },
  { value: 'board', label: 'Komma på och av', hint: 'Även om någon hjälper till' },
  { value: 'orient', label: 'Hitta vägen' },
];

export function FieldExamples(): VNode {
  return (
    <Section heading="Frågor och svar">
      <Example name="ErrorSummary">
        <ErrorSummary errors={[
          { name: 'dateWrong', message: 'Skriv datumet med siffror, till exempel 2026-05-03' },
          { name: 'hindersWrong', message: 'Välj minst en sak som är svår' },
          { message: 'Någon annan har ändrat uppgifterna. Kontrollera dem.' },
        ]} />
      </Example>
      <Example name="Progress">
        <Progress page={3} of={7} title="Vad som är svårt" />
      </Example>
      <Form action={action} label="Frågor" multipart>
        <Example name="TextField">
          <TextField name="name" label="Vad heter du?" autocomplete="name" value="Kim Exempel" />
          <TextField name="email" type="email" label="E-postadress" hint="Vi skriver aldrig känsliga uppgifter i e-post." autocomplete="email" optional
            why={<p>Då kan vi säga till när du har fått ett meddelande på Mina sidor.</p>} />
          <TextField name="emailWrong" type="email" label="E-postadress" value="kim.exempel" error="Skriv adressen med @, till exempel kim@exempel.se" />
          <TextField name="locked" label="Personnummer" value="19890102-2383" readOnly hint="Hämtat från folkbokföringen." size={14} />
        </Example>
        <Example name="NumberField, MoneyField">
          <NumberField name="distance" label="Hur långt kan du gå?" suffix="meter" hint="Med det hjälpmedel du brukar använda." />
          <MoneyField name="rent" label="Vad betalar du i hyra?" value="7 450" />
          <MoneyField name="rentWrong" label="Vad betalar du i hyra?" value="sju tusen" error="Skriv hyran med siffror, till exempel 7 450" />
        </Example>
        <Example name="DateField, DatePartsField">
          <DateField name="date" label="När behöver du börja resa?" />
          <DateField name="dateWrong" label="När behöver du börja resa?" value="i maj" error="Skriv datumet med siffror, till exempel 2026-05-03" />
          <DatePartsField name="born" label="När är barnet fött?" value={{ year: '2019', month: '5', day: '3' }} />
          <DatePartsField name="bornWrong" label="När är barnet fött?" value={{ year: '2019', month: '13', day: '3' }} wrong={['month']}
            error="Månaden ska vara 1–12" />
        </Example>
        <Example name="TextArea">
          <TextArea name="story" label="Berätta om en vanlig resa" hint="Skriv vad som är svårt, från dörr till dörr." count={500} optional />
          <TextArea name="storyWrong" label="Berätta om en vanlig resa" value="Jag" error="Skriv lite mer, så att vi kan förstå" rows={3} />
        </Example>
        <Example name="RadioGroup, YesNo">
          <RadioGroup name="where" label="Var gör det som svårast?" choices={[
            { value: 'summer', label: 'På sommaren' },
            { value: 'winter', label: 'På vintern', hint: 'När det är snö och is' },
            { value: 'other', label: 'Något annat', reveal: <TextField name="where.other" label="Beskriv vad" /> },
          ]} value="other" why={<p>Rätten kan gälla en del av året.</p>} />
          <YesNo name="help" label="Behöver du hjälp under resan?" labels={{ yes: 'Ja', no: 'Nej' }} value="yes" />
          <YesNo name="helpWrong" label="Behöver du hjälp under resan?" labels={{ yes: 'Ja', no: 'Nej' }} error="Välj ja eller nej" />
        </Example>
        <Example name="CheckboxGroup, Checkbox">
          <CheckboxGroup name="hinders" label="Vad är svårt?" choices={hinders} values={['walk', 'board']} />
          <CheckboxGroup name="hindersWrong" label="Vad är svårt?" choices={hinders} error="Välj minst en sak som är svår" />
          <Checkbox name="attest" label="Jag intygar att uppgifterna är riktiga" />
          <Checkbox name="attestWrong" label="Jag intygar att uppgifterna är riktiga" error="Kryssa i rutan för att kunna skicka ansökan" />
        </Example>
        <Example name="Select">
          <Select name="unit" label="Enhet" options={[{ value: 'a', label: 'Färdtjänsten' }, { value: 'b', label: 'Barn och unga' }]} value="b" />
          <Select name="unitWrong" label="Enhet" options={[{ value: 'a', label: 'Färdtjänsten' }]} error="Välj en enhet" />
        </Example>
        <Example name="FileField, FileList">
          <FileField name="certificate" label="Intyg" hint="Ta en bild med telefonen, eller välj en fil." accept="image/*,application/pdf" multiple maxFiles={5}
            maxSize={10_000_000} optional />
          <FileField name="certificateWrong" label="Intyg" error="Filen är tom. Välj en annan fil." />
          <FileList removeName="removeFile" files={[
            { id: 'f1', name: 'intyg-sida-1.jpg', size: 1_840_000, href: href('#fil') },
            { id: 'f2', name: 'Ett mycket långt filnamn från en telefon IMG_20260503_134501_bearbetad_slutlig.pdf', size: 340_000, note: 'Väntar på kontroll' },
          ]} />
        </Example>
        <Example name="Fieldset">
          <Fieldset legend="Din adress" hint="Dit vi skickar beslutet om du vill ha det på papper.">
            <TextField name="street" label="Gatuadress" autocomplete="street-address" />
            <TextField name="postcode" label="Postnummer" type="personalNumber" size={7} autocomplete="postal-code" />
            <TextField name="city" label="Postort" autocomplete="address-level2" />
          </Fieldset>
        </Example>
      </Form>
    </Section>
  );
}
