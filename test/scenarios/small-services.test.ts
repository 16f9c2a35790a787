import { playAll } from './play.ts';

// In one house: to open one costs more than most of these cases.
await playAll('allman-handling', 'felanmalan', 'orosanmalan', 'parkeringstillstand', 'receptfornyelse', 'synpunkt');
