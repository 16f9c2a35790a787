import type { VNode } from 'preact';
import type { OrganisationMap } from '../../../organisation/index.ts';
import { Button, Details, Select, TextArea, fieldId } from '../../../platform/index.ts';
import { mapPicture } from '../../map/draw.ts';
import { namedPlaces, nearestName, placesOf } from '../../map/places.ts';
import { listedValue } from '../../map/pointed.ts';
import { mapSizes, overview, readView, writeView, type MapField, type Move, type Place } from '../../map/view.ts';
import { Group } from '../group.tsx';
import { PartFields } from '../part-fields.tsx';
import { readNumber } from '../reading.ts';
import type { ViewProps } from '../view.ts';
import type { PositionQuestion } from './model.ts';

/**
 * A place: in words, out of a list, pointed at on the organisation's map, or by coordinates. Every way works without scripts, and whoever
 * cannot see the map or point has the others; "here I am" comes with the script.
 */
export function PositionField(props: ViewProps<PositionQuestion>): VNode {
  const { field, asked, shown, words, map } = props;
  const coordinates = (
    <PartFields parts={['latitude', 'longitude']} optional={['latitude', 'longitude']} field={field} shown={shown} words={words} />
  );
  return (
    <Group asked={asked}>
      {map !== undefined && !asked.optional && <p>{words.own('map.oneOf')}</p>}
      <TextArea
        name={`${field}.description`}
        label={words.own('parts.description')}
        rows={3}
        value={shown.text('description')}
        error={shown.error('description')}
        {...(asked.optional && { optional: true })}
      />
      {map === undefined ? coordinates : (
        <>
          <MapPart {...props} map={map} />
          <Details summary={words.own('map.coordinates')} open={shown.error('latitude') !== undefined || shown.error('longitude') !== undefined}>{coordinates}</Details>
        </>
      )}
    </Group>
  );
}

function MapPart({ field, shown, words, map, focus }: ViewProps<PositionQuestion> & { map: OrganisationMap }): VNode {
  const t = (key: string, params?: Record<string, string>) => words.own(`map.${key}`, params);
  const marked = placeIn(shown.text('latitude'), shown.text('longitude'));
  const view = readView(shown.text('view')) ?? (marked ? { ...marked, zoom: 4 } : overview(map.features.flatMap(placesOf)));
  const near = marked && nearestName(map, marked);
  const isFocused = focus === `${field}.map`;
  const told = `${fieldId(field)}-mark`;
  return (
    <>
      <Select name={`${field}.from`} label={t('list')} hint={t('listHint')}
        options={namedPlaces(map).map((place) => ({ value: listedValue(place), label: place.name }))} />
      <p><Step field={field} move="find" kind="secondary">{t('find')}</Step></p>
      <div class="place-map" role="group" aria-label={t('name')} aria-describedby={told} tabindex={-1} autofocus={isFocused ? true : undefined}>
        <input type="hidden" name={`${field}.view`} value={writeView(view)} />
        <p id={told}>{marked ? t(near === undefined ? 'marked' : 'markedNear', { near: near ?? '' }) : t('how')}</p>
        {(['map', 'wide'] as const).map((picture) => <Picture key={picture} {...{ field, picture }} src={mapPicture(map, view, mapSizes[picture], marked)} alt={t('alt')} />)}
        <p class="buttons">
          {(['in', 'out', 'north', 'south', 'west', 'east'] as const).map((move) => <Step key={move} {...{ field, move }}>{t(move)}</Step>)}
        </p>
        <p class="buttons">
          <Step field={field} move="here" kind="secondary">{t('here')}</Step>
          {marked && <Step field={field} move="clear">{t('clear')}</Step>}
          <span hidden data-locate={field} data-failed={t('locateFailed')}><Step field={field} move="found" kind="secondary">{t('locate')}</Step></span>
        </p>
        <p data-locate-told={field} role="status" />
      </div>
    </>
  );
}

/** One of the buttons of the map: the page comes again, with the map as it then is. */
function Step({ field, move, kind = 'quiet', children }: { field: string; move: Move | 'find' | 'found'; kind?: 'quiet' | 'secondary'; children: string }): VNode {
  return <Button kind={kind} name={`${field}.move`} value={move}>{children}</Button>;
}

/** Pressing it says where. Not reached by the keyboard, which could not point: "Sätt märket mitt i kartan" is there for that. */
function Picture({ field, picture, src, alt }: { field: string; picture: MapField; src: string; alt: string }): VNode {
  const { width, height } = mapSizes[picture];
  return <input type="image" name={`${field}.${picture}`} class={`place-map-${picture}`} src={src} alt={alt} width={width} height={height} tabindex={-1} />;
}

function placeIn(latitude: string, longitude: string): Place | undefined {
  const read = { latitude: latitude === '' ? undefined : readNumber(latitude), longitude: longitude === '' ? undefined : readNumber(longitude) };
  return read.latitude !== undefined && read.longitude !== undefined && Math.abs(read.latitude) <= 85 ? { latitude: read.latitude, longitude: read.longitude } : undefined;
}
