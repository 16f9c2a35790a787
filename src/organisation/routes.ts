import { anyone, file, none, notFound, route, type Route } from '../platform/index.ts';
import { findOrganisation } from './store.ts';
import { themeOf } from './theme.ts';

/** The organisation's colours. The name is a hash of the content, so browsers keep it. */
const showTheme = route({
  method: 'GET', path: '/tema/:file', access: anyone('colours are public'), audit: none('public reading'),
  async handle({ tx, params }) {
    const organisation = await findOrganisation(tx);
    const theme = organisation && themeOf(organisation.facts.theme);
    if (theme?.href !== `/tema/${params.file}`) return notFound();
    return file(theme.css, 'text/css; charset=utf-8', { inline: true, cache: 'public, max-age=31536000, immutable' });
  },
});

export const routes: readonly Route[] = [showTheme];
