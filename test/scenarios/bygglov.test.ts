import { playAll } from './play.ts';

await playAll('bygglov');
