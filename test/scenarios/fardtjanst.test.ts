import { playAll } from './play.ts';

await playAll('fardtjanst');
