import { playAll } from './play.ts';

await playAll('receptfornyelse', ['receptfornyelse'], 'region-exempel');
