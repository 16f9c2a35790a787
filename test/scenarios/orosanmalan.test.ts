import { playAll } from './play.ts';

await playAll('orosanmalan', ['orosanmalan']);
