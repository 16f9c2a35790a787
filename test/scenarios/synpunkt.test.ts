import { playAll } from './play.ts';

await playAll('synpunkt', ['synpunkt']);
