/**
 * The keys that an app is built to trust, out of what its builder has set.
 * @param text public keys of Ed25519 as 64 lower-case hex digits each, with spaces or commas between them
 * @returns undefined where none is named
 * @throws Error naming what is no key: a build that trusts nobody would refuse everything
 */
export function parsePublisherKeys(text: string): string[] | undefined {
  const keys = text.split(/[\s,]+/).filter((key) => key !== '')
  const wrong = keys.find((key) => !/^[0-9a-f]{64}$/.test(key))
  if (wrong !== undefined) throw new Error(`${wrong} is no public key: expected 64 lower-case hex digits.`)
  return keys.length > 0 ? keys : undefined
}
