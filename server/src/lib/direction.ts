import { registerEnumType } from 'type-graphql';

export type Direction = 'ASC' | 'DESC';
export const DirectionEnum = { ASC: 'ASC', DESC: 'DESC' } as const;
registerEnumType(DirectionEnum, { name: 'Direction', description: 'Which way things are put in order.' });
