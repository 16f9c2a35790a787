import { playAll } from './play.ts';

await playAll('allman-handling', ['allman-handling']);
