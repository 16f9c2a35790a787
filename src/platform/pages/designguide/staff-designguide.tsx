import type { VNode } from 'preact';
import { href } from '../href.ts';
import { StaffLayout, TwoColumns } from '../layout/staff-layout.tsx';
import type { StaffFrame } from '../layout/staff-layout.tsx';
import { RadioGroup } from '../fields/choices.tsx';
import { Form } from '../fields/form.tsx';
import { TextArea } from '../fields/text-area.tsx';
import { Alert } from '../parts/alert.tsx';
import { Button, Buttons } from '../parts/button.tsx';
import { KeyValue, SummaryList } from '../parts/summary-list.tsx';
import { DeadlineTag, Tag } from '../parts/tag.tsx';
import { PageHeading, Section } from '../parts/text.tsx';
import { Tabs } from '../parts/navigation.tsx';
import { ListExamples } from './lists.tsx';

/** The same parts as staff see them: denser, in two columns, with the protected-identity banner. */
export function StaffDesignGuide(frame: StaffFrame): VNode {
  return (
    <StaffLayout
      {...frame}
      title="Designguide för handläggning"
      protectedIdentity
      crumbs={[{ label: 'Arbetslistan', href: href('/handlaggning') }]}
      navigation={[
        { label: 'Arbetslista', href: href('/handlaggning'), current: true, count: 12 },
        { label: 'Registrera', href: href('/handlaggning/registrera') },
        { label: 'Diarium', href: href('/handlaggning/diarium') },
      ]}
    >
      <PageHeading above="Färdtjänst · FT-2026-00412-7">Skyddad sökande</PageHeading>
      <Tabs label="Delar av ärendet" tabs={[
        { label: 'Ansökan', href: href('#ansokan'), current: true }, { label: 'Utredning', href: href('#utredning') },
        { label: 'Meddelanden', href: href('#meddelanden'), count: 3 }, { label: 'Anteckningar', href: href('#anteckningar') },
      ]} />
      <TwoColumns
        sideLabel="Att göra"
        main={
          <>
            <Section heading="Det sökande har svarat">
              <SummaryList rows={[
                { question: 'Vad är svårt?', answer: 'Gå till hållplatsen, komma på och av' },
                { question: 'Hur långt kan du gå?', answer: 'Cirka 100 meter' },
                { question: 'Hur länge tror du att du behöver färdtjänst?', answer: 'Vet inte' },
              ]} />
            </Section>
            <ListExamples />
          </>
        }
        side={
          <>
            <h2>Att göra nu</h2>
            <p><DeadlineTag label="Löfte" date="2026-05-31" daysLeft={5} /></p>
            <p><DeadlineTag label="Lag" date="2026-06-30" daysLeft={35} /></p>
            <KeyValue items={[{ key: 'Läge', value: <Tag colour="info">Utreds</Tag> }, { key: 'Handläggare', value: 'Robin Test' }]} />
            <Alert kind="warning"><p>Intyget är äldre än sex månader.</p></Alert>
            <Form action={href('/designguide')} label="Förslag">
              <RadioGroup name="proposal" label="Förslag: färdtjänst" choices={[{ value: 'granted', label: 'Bevilja' }, { value: 'refused', label: 'Avslå' }]} value="granted" />
              <TextArea name="reasons" label="Skäl" rows={4} />
              <Buttons><Button>Spara förslaget</Button><Button kind="secondary" name="do" value="hear">Kommunicera</Button></Buttons>
            </Form>
          </>
        }
      />
    </StaffLayout>
  );
}
