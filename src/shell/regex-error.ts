/** A pattern that is no regular expression; the message is the C library's. */
export class RegexError extends Error {}
