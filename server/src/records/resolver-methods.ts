import { type ClassType, Resolver } from 'type-graphql';

type Method = (...args: never[]) => unknown;

/** A resolver class to which methods are given one by one, as decorators would. */
export function methods(of: ClassType<object>) {
  class RecordResolver {}
  const { prototype } = RecordResolver;
  const add = (name: string, method: Method, decorate: (property: PropertyDescriptor) => void): void => {
    const property = { value: method, writable: true, configurable: true };
    Object.defineProperty(prototype, name, property);
    decorate(property);
  };
  Resolver(() => of)(RecordResolver);
  return { RecordResolver, prototype, add };
}

export type Made = ReturnType<typeof methods>;
