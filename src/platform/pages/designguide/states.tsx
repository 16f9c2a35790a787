import type { VNode } from 'preact';
import type { Language } from '../../language.ts';
import { TextArea } from '../fields/text-area.tsx';
import { errorTexts } from '../error-texts.ts';
import { href } from '../href.ts';
import { EmptyState, ConfirmBox } from '../parts/states.tsx';
import { LinkButton } from '../parts/button.tsx';
import { Card, Grid } from '../parts/card.tsx';
import { Section } from '../parts/text.tsx';
import { Example } from './example.tsx';

export function StateExamples({ language }: { language: Language }): VNode {
  return (
    <Section heading="Tomt, fel och frågor innan något händer">
      <Example name="EmptyState">
        <EmptyState heading="Du har inga ärenden än"><p>När du har skickat in en ansökan ser du den här.</p><LinkButton kind="secondary" href={href('/tjanster')}>Se alla tjänster</LinkButton></EmptyState>
      </Example>
      <Example name="ConfirmBox">
        <ConfirmBox heading="Ta bort ditt utkast?" danger confirm="Ta bort utkastet" cancel={href('/designguide')} action={href('/designguide')}
          consequences={['Allt du har skrivit om färdtjänst försvinner.', 'Det går inte att få tillbaka.']} />
        <ConfirmBox heading="Stäng ärendet?" confirm="Stäng ärendet" cancel={href('/designguide')} cancelText="Behåll öppet" action={href('/designguide')}
          consequences={['Sökanden får ett meddelande.', 'Gallringstiden börjar räknas i dag.']}>
          <TextArea name="closeReason" label="Varför stänger du?" rows={2} />
        </ConfirmBox>
      </Example>
      <Example name="ErrorContent">
        <Grid>
          {Object.entries(errorTexts[language].pages).map(([status, { heading, paragraphs }]) => (
            <Card key={status} heading={`${status} ${heading}`} level={3}>{paragraphs.map((text) => <p key={text}>{text}</p>)}</Card>
          ))}
        </Grid>
      </Example>
    </Section>
  );
}
