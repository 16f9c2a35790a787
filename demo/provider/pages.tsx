/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { demoPeople, fullName } from '../people.ts';
import type { DemoLevel, DemoPerson } from '../people.ts';
import { style } from './style.ts';

const levelNames: Record<DemoLevel, string> = {
  'loa2': 'tillitsnivå 2',
  'loa3': 'tillitsnivå 3',
  'loa4': 'tillitsnivå 4',
  'uncertified-loa3': 'tillitsnivå 3, utfärdarens egen bedömning',
  'eidas-sub': 'utländsk e-legitimation, väsentlig nivå (eIDAS)',
};

/** The page where one chooses whom to be. `people` come with the levels that the service accepts, maybe none. */
export function renderChoice(options: {
  people: readonly { person: DemoPerson; levels: readonly DemoLevel[] }[];
  staffFirst: boolean;
  message: string | undefined;
  signing: boolean;
}): string {
  const inOrder = [
    { title: 'Invånare', people: options.people.filter(({ person }) => !person.employment) },
    { title: 'Personal', people: options.people.filter(({ person }) => person.employment) },
  ].filter(({ people }) => people.length > 0);
  const groups = options.staffFirst ? inOrder.reverse() : inOrder;
  return page('Välj testperson', <>
    <h1>{options.signing ? 'Vem ska skriva under?' : 'Vem vill du vara?'}</h1>
    <p class="soft">
      I en riktig tjänst legitimerar du dig här med din e-legitimation. I testmiljön väljer du en påhittad person.
    </p>
    {options.message !== undefined && <p class="message">{options.message}</p>}
    <form method="post">
      <div class="buttons"><button class="second" name="action" value="cancel">Avbryt</button></div>
      {groups.map(({ title, people }) => <section>
        <h2>{title}</h2>
        <ul>{people.map((choice) => <Choice {...choice} />)}</ul>
      </section>)}
    </form>
  </>);
}

function Choice({ person, levels }: { person: DemoPerson; levels: readonly DemoLevel[] }): VNode {
  const [usual, ...others] = levels;
  return <li>
    <h3>{fullName(person)}</h3>
    <p class="soft">
      {person.employment ? person.employment.title : `född ${person.birthYear}`} – kortnamn {person.alias}
    </p>
    <p>{person.note}</p>
    {usual === undefined
      ? <>
        <p>E-legitimationen når inte den nivå som tjänsten kräver.</p>
        <div class="buttons">
          <button class="second" name="person" value={person.alias}>Försök ändå som {fullName(person)}</button>
        </div>
      </>
      : <div class="buttons">
        <button name="person" value={`${person.alias} ${usual}`}>Fortsätt som {fullName(person)}</button>
      </div>}
    {usual !== undefined && <p class="soft">Med {levelNames[usual]}.</p>}
    {others.length > 0 && <details>
      <summary>Välj en annan nivå för {fullName(person)}</summary>
      <div class="buttons">{others.map((level) =>
        <button class="second" name="person" value={`${person.alias} ${level}`}>
          {fullName(person)} med {levelNames[level]}
        </button>)}
      </div>
    </details>}
  </li>;
}

/** The page that shows what is to be signed. Nothing is signed before its button is pressed. */
export function renderSigning(options: { person: DemoPerson; text: string; asker: string }): string {
  return page('Skriv under', <>
    <h1>Skriv under</h1>
    <p>Läs texten innan du skriver under. Det här är ett prov: underskriften gäller inte på riktigt.</p>
    <dl>
      <dt>Du är</dt><dd>{fullName(options.person)}</dd>
      <dt>Begärs av</dt><dd>{options.asker}</dd>
    </dl>
    <h2 id="text">Det här skriver du under</h2>
    <div class="text" role="region" aria-labelledby="text">{options.text}</div>
    <form method="post">
      <div class="buttons">
        <button name="action" value="sign">Skriv under</button>
        <button class="second" name="action" value="cancel">Avbryt</button>
      </div>
    </form>
  </>);
}

const problems: Record<string, string> = {
  invalid_redirect_uri: 'Tjänsten bad om att få skicka dig till en adress som inte är godkänd.',
  invalid_client: 'Tjänsten är inte känd här.',
  not_found: 'Sidan finns inte.',
};

/** The page for what cannot be sent back to the service. `error` is an OAuth error code. */
export function renderProblem(error: string): string {
  return page('Det gick inte', <>
    <h1>Det gick inte att fortsätta</h1>
    <p>{problems[error] ?? 'Legitimeringen har gått ut eller är redan avslutad.'}</p>
    <p>Gå tillbaka till tjänsten och börja om därifrån.</p>
    <p class="soft">Felkod: {error}</p>
  </>);
}

/** The start page: who can be tried. */
export function renderStart(): string {
  return page('Testpersoner', <>
    <h1>Testpersoner</h1>
    <p>
      Det här är en påhittad utfärdare av e-legitimation. Logga in från tjänsten, så kommer du hit och får välja person.
    </p>
    <ul>{demoPeople.map((person) => <li>
      <h2>{fullName(person)}</h2>
      <p class="soft">Kortnamn {person.alias}{person.employment ? ` – ${person.employment.title}` : ''}</p>
      <p>{person.note}</p>
      <p class="soft">Når {person.levels.map((level) => levelNames[level]).join(' och ')}.</p>
    </li>)}</ul>
  </>);
}

function page(title: string, content: ComponentChildren): string {
  return `<!doctype html>${render(<html lang="sv">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{`${title} – testmiljö`}</title>
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
    <body>
      <header class="mark">Testmiljö – inga riktiga personer</header>
      <main>{content}</main>
    </body>
  </html>)}`;
}
