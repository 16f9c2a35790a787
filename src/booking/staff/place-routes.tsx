import { z } from 'zod';
import { Button, CheckboxGroup, Details, EmptyState, Form, NumberField, Section, Select, Table, TextField, allOf, href, none, redirect, route, textOf, type Answer, type FieldError, type RequestContext,
  type Staff } from '../../platform/index.ts';
import { codeMark, readVideoAddress } from '../model/meeting-address.ts';
import { setVideo, unsetVideo, usualMinutes, videoOf } from '../store/meetings.ts';
import { accessKinds, addPlace, addResource, resourcesOf } from '../store/places.ts';
import { texts } from '../texts.ts';
import { base, deskOf, planners, timesPage, type Desk } from './frame.ts';
import { kindWords } from './words.ts';

const path = `${base}/platser`;
const done = { plats: 'Platsen är tillagd.', resurs: 'Det är tillagt.', video: 'Adressen till videosamtal är ändrad.' } as const;

const show = route({
  method: 'GET', path, access: planners, audit: none('places are public, and rooms and roles say nothing of anyone'), query: z.object({ gjort: z.enum(['plats', 'resurs', 'video']).optional().catch(undefined) }),
  async handle(context) {
    const desk = await deskOf(context);
    const { gjort } = context.query;
    return 'kind' in desk ? desk : placesPage(context, desk, {}, [], gjort && done[gjort]);
  },
});

async function placesPage(context: RequestContext<Staff>, desk: Desk, typed: RequestContext['fields'], errors: readonly FieldError[], done?: string): Promise<Answer> {
  const { tx } = context;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const said = (name: string) => [typed[name] ?? ''].flat().at(-1);
  const [resources, video] = [(await resourcesOf(tx, desk.authorityId)).filter(({ ended }) => !ended), await videoOf(tx, desk.authorityId)];
  return timesPage(context, {
    title: 'Platser, personal och rum', tab: '/platser', errors, ...(done && { done }),
    children: (
      <>
        <Section heading="Platser">
          <Table caption="Platser" captionHidden rows={desk.places} rowKey={({ id }) => id} empty={<EmptyState heading="Inga platser än" />} columns={[
            { key: 'name', heading: 'Namn', rowHeading: true, cell: ({ name }) => name }, { key: 'address', heading: 'Adress', cell: ({ street, postcode, city }) => `${street}, ${postcode} ${city}` },
            { key: 'access', heading: 'Anpassat', cell: ({ access }) => access.map((kind) => texts('sv', `access.${kind}`)).join(', ') },
          ]} />
          <Details summary="Lägg till en plats" open={errors.some(({ name }) => name !== undefined && name in placeFields)}>
            <Form action={href(path)} label="Lägg till en plats">
              <TextField name="placeName" label="Namn" value={said('placeName')} error={error('placeName')} /><TextField name="street" label="Gata" value={said('street')} error={error('street')} />
              <TextField name="postcode" label="Postnummer" size={7} value={said('postcode')} error={error('postcode')} /><TextField name="city" label="Ort" value={said('city')} error={error('city')} />
              <TextField name="way" label="Hitta hit" optional value={said('way')} />
              <CheckboxGroup name="access" label="Anpassat" values={allOf(typed, 'access')} choices={accessKinds.map((kind) => ({ value: kind, label: texts('sv', `access.${kind}`) }))} />
              <Button kind="secondary">Lägg till</Button>
            </Form>
          </Details>
        </Section>
        <Section heading="Personal, rum och utrustning">
          {resources.length ? <ul class="ds-list">{resources.map(({ id, name, kind }) => <li key={id}>{name} ({kindWords[kind].toLowerCase()})</li>)}</ul>
            : <p>Inget är tillagt. Det behövs bara när en tid kräver en viss person, ett visst rum eller en viss utrustning.</p>}
          <Details summary="Lägg till personal, rum eller utrustning" open={Boolean(error('resourceName'))}>
            <Form action={href(`${base}/resurser`)} label="Lägg till personal, rum eller utrustning">
              <TextField name="resourceName" label="Namn" hint="Syns bara för personalen." error={error('resourceName')} />
              <Select name="resourceKind" label="Vad är det?" value="person" options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))} />
              <Button kind="secondary">Lägg till</Button>
            </Form>
          </Details>
        </Section>
        <Section heading="Videosamtal">
          <p>{video ? 'Varje tid med videosamtal får en egen adress, som bara personen och ni ser. Den står aldrig i e-post eller sms.' : 'Ingen adress är inlagd. Tider med videosamtal får då den länk som ni skriver på bokningen.'} Samtalet hålls i er egen videotjänst: den ingår inte här.</p>
          <Form action={href(`${base}/video`)} label="Videosamtal">
            <TextField name="address" label="Adress till er videotjänst" hint={`Skriv ${codeMark} där mötets kod ska stå, till exempel https://video.exempel.se/${codeMark}. Lämna tomt om ni skriver en länk för varje bokning.`} optional value={said('address') || video?.address} error={error('address')} />
            <NumberField name="minutes" label="Så många minuter före får personen gå in" value={said('minutes') || String(video?.minutes ?? usualMinutes)} error={error('minutes')} />
            <Button kind="secondary">Spara</Button>
          </Form>
        </Section>
      </>
    ),
  });
}

const placeFields = { placeName: 'Skriv vad platsen heter.', street: 'Skriv gatuadressen.', postcode: 'Skriv postnumret.', city: 'Skriv orten.' } as const;

const place = route({
  method: 'POST', path, access: planners, audit: 'booking.placeAdded',
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { fields, tx } = context;
    const text = (name: string) => textOf(fields, name, 200);
    const errors = Object.entries(placeFields).filter(([name]) => !text(name)).map(([name, message]) => ({ name, message }));
    if (errors.length) return placesPage(context, desk, fields, errors);
    await addPlace(tx, { authorityId: desk.authorityId, name: text('placeName'), facts: {
      street: text('street'), postcode: text('postcode'), city: text('city'), way: text('way'), phone: '', access: accessKinds.filter((kind) => allOf(fields, 'access').includes(kind)),
    } });
    return redirect(`${path}?gjort=plats`);
  },
});

const resource = route({
  method: 'POST', path: `${base}/resurser`, access: planners, audit: 'booking.resourceAdded',
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const [name, kind] = [textOf(context.fields, 'resourceName', 120), textOf(context.fields, 'resourceKind')];
    if (!name) return placesPage(context, desk, context.fields, [{ name: 'resourceName', message: 'Skriv ett namn.' }]);
    await addResource(context.tx, { authorityId: desk.authorityId, name, kind: kind === 'room' || kind === 'equipment' ? kind : 'person' });
    return redirect(`${path}?gjort=resurs`);
  },
});

const video = route({
  method: 'POST', path: `${base}/video`, access: planners, audit: 'booking.videoSet',
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { fields, tx } = context;
    const [typed, minutes] = [textOf(fields, 'address', 500), Number(textOf(fields, 'minutes', 4) || usualMinutes)];
    const address = readVideoAddress(typed);
    const errors: FieldError[] = [
      ...(typed && !address ? [{ name: 'address', message: `Skriv en adress som börjar med https:// och har ${codeMark} en gång, efter domännamnet.` }] : []),
      ...(Number.isInteger(minutes) && minutes >= 0 && minutes <= 240 ? [] : [{ name: 'minutes', message: 'Skriv ett antal minuter, 0–240.' }]),
    ];
    if (errors.length) return placesPage(context, desk, fields, errors);
    await (address ? setVideo(tx, desk.authorityId, { address, minutes }) : unsetVideo(tx, desk.authorityId));
    context.about({ authorityId: desk.authorityId, detail: { host: address ? new URL(address).host : 'none', minutes } });
    return redirect(`${path}?gjort=video`);
  },
});

export const placeRoutes = [show, place, resource, video];
