/** What pages and lists that people read say instead of the name of somebody with a protected identity. */
export const hiddenName = 'Skyddad identitet';
