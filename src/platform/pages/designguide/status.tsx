import type { VNode } from 'preact';
import { href } from '../href.ts';
import { Alert, Banner, ProtectedIdentityBanner } from '../parts/alert.tsx';
import { PermitCard } from '../parts/card.tsx';
import { Link } from '../parts/link.tsx';
import { MessageList } from '../parts/messages.tsx';
import { DeadlineTag, Tag } from '../parts/tag.tsx';
import { Section } from '../parts/text.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { Example } from './example.tsx';

export function StatusExamples(): VNode {
  return (
    <Section heading="Läge och besked">
      <Example name="Alert">
        <Alert heading="Det här är inte en ansökan än" level={3}><p>Vi kan inte läsa det du skriver förrän du har skickat in.</p></Alert>
        <Alert kind="success" heading="Tack, vi har fått din ansökan" level={3} live><p>Ditt ärendenummer är <strong>FT-2026-00412-7</strong>.</p></Alert>
        <Alert kind="warning" heading="Vi saknar ett intyg" level={3}><p>Skicka in det senast 17 maj 2026, annars kan beslutet dröja.</p></Alert>
        <Alert kind="danger" heading="Intyget gick inte att läsa" level={3}><p>Välj en annan fil och försök igen.</p></Alert>
        <Alert><p>Utan rubrik, för det korta.</p></Alert>
      </Example>
      <Example name="Banner">
        <Banner kind="danger" heading="Drick inte kranvattnet i Norra Exempel" href={href('#vatten')} linkText="Hämta vatten här" />
        <Banner kind="info" heading="Tjänsten stängs i natt mellan 01.00 och 03.00" />
      </Example>
      <Example name="ProtectedIdentityBanner">
        <ProtectedIdentityBanner />
      </Example>
      <Example name="Tag">
        <p>
          <Tag>Utkast</Tag> <Tag colour="info">Pågår</Tag> <Tag colour="success">Beviljad</Tag>{' '}
          <Tag colour="warning">Väntar på dig</Tag> <Tag colour="danger">För sent</Tag>
        </p>
      </Example>
      <Example name="DeadlineTag">
        <p><DeadlineTag label="Lag" date="2026-05-31" daysLeft={28} /></p>
        <p><DeadlineTag label="Löfte" date="2026-05-08" daysLeft={5} /></p>
        <p><DeadlineTag label="Löfte" date="2026-05-03" daysLeft={0} /></p>
        <p><DeadlineTag label="Överklagan" date="2026-05-01" daysLeft={-2} /></p>
        <p><DeadlineTag label="Lag" date="2026-06-12" daysLeft={40} stopped /></p>
      </Example>
      <Example name="Timeline">
        <Timeline label="Vad som händer med ärendet" steps={[
          { text: 'Vi fick din ansökan.', when: '3 maj 2026', state: 'done' },
          { text: 'Vi bad dig om ett intyg, och du skickade in det.', when: '7 maj 2026', state: 'done', children: <p><Link href={href('#intyg')}>Se intyget</Link></p> },
          { text: 'En handläggare på färdtjänsten läser din ansökan.', when: 'Sedan 12 maj 2026', state: 'now' },
          { text: 'Du får ett beslut.', when: 'Senast 31 maj 2026', state: 'expected' },
        ]} />
      </Example>
      <Example name="MessageList">
        <MessageList label="Meddelanden" messages={[
          { id: '1', from: 'Färdtjänsten', own: false, at: new Date('2026-05-07T08:12:00Z'), text: 'Hej!\n\nVi behöver veta om du kan gå till hållplatsen på vintern.\nBerätta gärna hur långt det är.' },
          { id: '2', from: 'Kim Exempel', own: true, at: new Date('2026-05-07T15:40:00Z'), text: 'Det är 400 meter och ingen plogar gångvägen.' },
          { id: '3', from: 'Färdtjänsten', own: false, at: new Date('2026-05-08T06:30:00Z'), text: 'Tack, då har vi det vi behöver.', unread: true },
        ]} />
      </Example>
      <Example name="PermitCard">
        <PermitCard heading="Färdtjänst" level={3} holder="Kim Exempel" number="FT-2026-00412-7" from="2026-06-01" until="2028-05-31"
          conditions={['Du får ha med dig en ledsagare', 'Resor i Exempelkommun och grannkommunerna']} issuer="Exempelkommun"
          status={<p><Tag colour="success">Gäller</Tag></p>} />
        <PermitCard heading="Parkeringstillstånd" level={3} holder="Kim Exempel" number="PT-2024-00031-2" from="2024-03-01" issuer="Exempelkommun" />
      </Example>
    </Section>
  );
}
