/** What is wrong with a configuration, in the words in which Envoy says it. */
export class ConfigError extends Error {}
