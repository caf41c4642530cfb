/**
 * Templates are not typed: our components are JavaScript and have no signatures. That they compile and work is what
 * ../.harness/today tries in a browser; here it is whether what is imported and called is there in today's core.
 */
declare module "@glint/ember-tsc/-private/dsl";
