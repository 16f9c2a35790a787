import { playAll } from './play.ts';

await playAll('felanmalan', ['felanmalan']);
