import type { VNode } from 'preact';
import { Form } from '../fields/form.tsx';
import { SearchBox } from '../fields/search-box.tsx';
import { href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import { iconShapes } from '../icons/shapes.ts';
import type { IconName } from '../icons/shapes.ts';
import { Button, Buttons, LinkButton } from '../parts/button.tsx';
import { Card, Grid, LinkList } from '../parts/card.tsx';
import { Details, Why } from '../parts/details.tsx';
import { BackLink, Link, PrintLink } from '../parts/link.tsx';
import { TimeGrid } from '../parts/time-grid.tsx';
import { Tabs } from '../parts/navigation.tsx';
import { Tag } from '../parts/tag.tsx';
import { Section } from '../parts/text.tsx';
import { Example } from './example.tsx';

const here = href('/designguide');

export function ActionExamples(): VNode {
  return (
    <Section heading="Knappar, länkar och vägar vidare">
      <Example name="Button, LinkButton">
        <Form action={here} label="Knappar">
          <Buttons>
            <LinkButton href={here} icon="arrowRight" iconAfter>Börja ansökan</LinkButton>
            <Button kind="secondary" name="do" value="save">Spara och fortsätt senare</Button>
            <Button kind="danger" name="do" value="remove" icon="remove">Ta bort ansökan</Button>
            <Button kind="quiet" name="do" value="add" icon="add">Lägg till en till</Button>
          </Buttons>
        </Form>
      </Example>
      <Example name="Link, BackLink, PrintLink">
        <p>I löpande text: <Link href={here}>så bedömer vi din rätt</Link>. Med ikon: <Link href={here} icon="download">Hämta beslutet</Link>.</p>
        <p><BackLink href={here} /></p>
        <p><PrintLink href={here} /></p>
      </Example>
      <Example name="SearchBox">
        <SearchBox action={href('/sok')} label="Vad behöver du hjälp med?" hint="Till exempel färdtjänst, pengar eller bygga altan" size="large" />
      </Example>
      <Example name="LinkList">
        <LinkList items={[
          { label: 'Resa', href: href('#resa'), icon: 'travel', hint: 'Färdtjänst, parkeringstillstånd' },
          { label: 'Pengar', href: href('#pengar'), icon: 'money', hint: 'Ekonomiskt bistånd' },
          { label: 'Barn och familj', href: href('#barn'), icon: 'child' },
        ]} />
      </Example>
      <Example name="Card, Grid">
        <Grid>
          <Card heading="Färdtjänst" href={href('#card')} icon="travel" tag={<Tag colour="info">Läses av en handläggare</Tag>}>
            <p>Vi har fått din ansökan den 3 maj. En handläggare på färdtjänsten läser den senast 31 maj.</p>
          </Card>
          <Card heading="Kort utan länk" tinted><p>En tonad yta skiljer ut det som är annorlunda.</p></Card>
          <Card heading="Ekonomiskt bistånd" href={href('#card2')} icon="money" tag={<Tag colour="warning">Du behöver göra något</Tag>}>
            <p>Vi saknar ditt kontoutdrag för april.</p>
          </Card>
        </Grid>
      </Example>
      <Example name="TimeGrid">
        <TimeGrid times={['10.00', '10.15', '10.30', '10.45', '11.00'].map((time) => ({ key: time, time, href: href('/designguide'), label: `Välj kl. ${time}, Idrottshallen` }))} />
      </Example>
      <Example name="Tabs">
        <Tabs label="Ärenden" tabs={[
          { label: 'Nya', href: href('#nya'), current: true, count: 12 },
          { label: 'Mina', href: href('#mina'), count: 34 },
          { label: 'Väntar', href: href('#vantar'), count: 1204 },
        ]} />
      </Example>
      <Example name="Details, Why">
        <Details summary="Vad räknas som hjälpmedel?"><p>Till exempel rullator, rullstol, käpp eller kryckor.</p></Details>
        <Details summary="Öppen från början" open><p>Innehållet syns direkt.</p></Details>
        <Why><p>Vi behöver veta vad som hindrar dig för att kunna bedöma din rätt.</p></Why>
      </Example>
      <Example name="Icon">
        <ul class="icons">
          {(Object.keys(iconShapes) as IconName[]).map((name) => <li key={name}><Icon name={name} /> {name}</li>)}
        </ul>
      </Example>
    </Section>
  );
}
