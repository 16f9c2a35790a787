import { z } from 'zod';

/**
 * An organisation's own map, as GeoJSON (RFC 7946, WGS 84): what is drawn when someone is asked to point at a place. Small on purpose: a
 * background to point at, not a register. Nothing is fetched from elsewhere, so nobody else learns where people point.
 */

/** Longitude first, as GeoJSON has it. */
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

const feature = z.looseObject({
  type: z.literal('Feature'),
  properties: z.looseObject({
    kind: z.enum(['street', 'path', 'rail', 'water', 'park', 'building', 'place']),
    /** What people call it. Named streets and places can be chosen in a list. */
    name: z.string().min(1).max(80).optional(),
  }),
  geometry: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('Point'), coordinates: position }),
    z.looseObject({ type: z.literal('LineString'), coordinates: z.array(position).min(2) }),
    z.looseObject({ type: z.literal('Polygon'), coordinates: z.array(z.array(position).min(4)).min(1) }),
  ]),
});

/** At most so many features: the map comes with the page, also over a slow line. */
const mostFeatures = 3000;

export const organisationMapSchema = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(feature).min(1).max(mostFeatures),
});

export type OrganisationMap = z.infer<typeof organisationMapSchema>;
export type MapFeature = OrganisationMap['features'][number];
