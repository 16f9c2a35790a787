import { playAll } from './play.ts';

await playAll('ekonomiskt-bistand', ['ekonomiskt-bistand-forsta', 'ekonomiskt-bistand-manad']);
