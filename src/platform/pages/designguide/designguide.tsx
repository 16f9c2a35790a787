import type { VNode } from 'preact';
import { href } from '../href.ts';
import { Layout } from '../layout/layout.tsx';
import type { Frame } from '../layout/layout.tsx';
import { Banner } from '../parts/alert.tsx';
import { Lead, PageHeading } from '../parts/text.tsx';
import { ActionExamples } from './actions.tsx';
import { FieldExamples } from './fields.tsx';
import { ListExamples } from './lists.tsx';
import { StateExamples } from './states.tsx';
import { StatusExamples } from './status.tsx';

/** Every component in every state, at /designguide in the demonstration. The browser tests visit it in both schemes. */
export function DesignGuide(frame: Frame): VNode {
  const banner = (
    <Banner heading="Busstrafiken är stoppad i dag" href={href('#banner')} linkText="Läs vad som gäller för färdtjänst">
      <p>Resor som är bokade före klockan 12 blir av.</p>
    </Banner>
  );
  return (
    <Layout
      {...frame}
      title="Designguide"
      width="wide"
      banner={banner}
      crumbs={[{ label: 'Startsidan', href: href('/') }]}
      navigation={[
        { label: 'Tjänster', href: href('/tjanster') },
        { label: 'Mina sidor', href: href('/mina-sidor'), count: 2 },
        { label: 'Designguide', href: href('/designguide'), current: true },
      ]}
      signedIn={frame.signedIn ?? {
        name: 'Kim Exempel', actingFor: 'Elsa Exempel, ditt barn', stopActing: href('/mina-sidor'),
        myPages: href('/mina-sidor'), signOut: href('/logga-ut'),
      }}
      help={{ ...frame.help, open: true, who: 'Färdtjänsten', callback: href('#ring'), write: href('#skriv'), visit: 'Storgatan 1, vardagar 9–15' }}
    >
      <PageHeading above="Språng">Designguide</PageHeading>
      <Lead>Alla delar som sidorna är byggda av, i alla lägen. Titta i ljust och mörkt, på telefon och på papper.</Lead>
      <ActionExamples />
      <FieldExamples />
      <StatusExamples />
      <ListExamples />
      <StateExamples language={frame.language} />
    </Layout>
  );
}
