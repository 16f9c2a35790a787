import { playAll } from './play.ts';

await playAll('parkeringstillstand', ['parkeringstillstand']);
