/** What others refer to is told of as such: entries of the first release call it so. */
export const referenceKinds = {
  added: 'reference_added',
  amended: 'reference_amended',
  ended: 'reference_ended',
} as const;
