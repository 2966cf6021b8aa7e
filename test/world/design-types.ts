/**
 * TypeGraphQL asks for decorator metadata before it looks whether types are written out, which they are everywhere here. A server
 * answers it when it builds its schema; tests that import a noun alone get the same answer: there is none.
 */
(Reflect as { getMetadata?: () => undefined }).getMetadata ??= () => undefined;
