import { playAll } from './play.ts';

await playAll('ekonomiskt-bistand');
