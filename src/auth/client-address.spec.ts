import { countedAddress } from './client-address';

describe('countedAddress', () => {
  it.each([
    ['an IPv4 address', '203.0.113.7', '203.0.113.7'],
    ['an IPv4 address in IPv6 clothes', '::ffff:203.0.113.7', '203.0.113.7'],
    ['the network of an IPv6 address', '2001:db8:12:34:56:78:9a:bc', '2001:db8:12:34::/64'],
    ['the same network, however it is written', '2001:0DB8:0012:0034::1', '2001:db8:12:34::/64'],
    ['a network with zeros in it', '2001:db8::1', '2001:db8:0:0::/64'],
    ['this machine', '::1', '0:0:0:0::/64'],
    ['a link-local address with its interface', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['nothing at all', '', ''],
  ])('counts %s', (_, ip, counted) => {
    expect(countedAddress(ip)).toBe(counted);
  });
});
