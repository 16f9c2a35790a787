import { playAll } from './play.ts';

await playAll('bostadsanpassning');
