/** What Node.js takes after `--import` to run the TypeScript of this project: what `test/run.ts` compiled, or for a test file that is run by itself tsx. */
export const loader = process.env.TEST_LOADER ?? import.meta.resolve('tsx');
