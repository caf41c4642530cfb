/**
 * Whether a member's name is a term. A keyword or an address as a name can say the same as a term, where no reader
 * looks for it.
 */
export const isPlainName = (name: string): boolean => !name.startsWith('@') && !name.includes(':');
