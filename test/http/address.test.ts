import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { addressOf } from '../../server/src/http/address.ts';

const request = (forwarded: string | undefined, remote = '::ffff:10.0.0.1') =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: remote } }) as unknown as IncomingMessage;

test.each([
  ['nobody is believed unless told', '203.0.113.7', 0, '10.0.0.1'],
  ['the last entry is our proxy’s word', '6.6.6.6, 203.0.113.7', 1, '203.0.113.7'],
  ['of two proxies the last but one', '6.6.6.6, 203.0.113.7, 10.0.0.9', 2, '203.0.113.7'],
  ['a port makes no other address', '203.0.113.7:51234', 1, '203.0.113.7'],
  ['nor does one of version 6', '[2001:db8::1]:443', 1, '2001:db8::1'],
  ['version 6 by itself', '2001:db8::1', 1, '2001:db8::1'],
  ['what is no address is not believed', 'evil; drop', 1, '10.0.0.1'],
  ['nothing is said', undefined, 1, '10.0.0.1'],
])('%s', (_, forwarded, proxies, expected) => {
  expect(addressOf(request(forwarded), proxies)).toBe(expected);
});
