/**
 * TypeGraphQL asks for decorator metadata before it looks whether types are written out, which they are everywhere here. The answer is:
 * there is none. Imported before everything else by whatever starts a server, a command or a test.
 */
const reflect = Reflect as { getMetadata?: () => undefined };
reflect.getMetadata ??= () => undefined;
