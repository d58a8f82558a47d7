import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inspect, verify } from '../../src/cli/pack.ts'
import { keygen, sign } from '../../src/cli/sign.ts'
import { verifySignature } from '../../src/engine/signature.ts'
import { createFolderStore } from '../../src/platform/node/folderStore.ts'
import { loadPublicKey, loadSigningKey } from '../../src/platform/node/signingKey.ts'
import { publisher, stranger } from '../fakes/signingKey.ts'
import { storePack, toyEncoder, toyLibrary } from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const pack = await toyLibrary(card)

let folder: string
let lines: string[]
const effects = {
  out: (line: string) => void lines.push(line),
  progress() {},
  now: () => 0,
  signal: new AbortController().signal,
}
const inFolder = (name: string) => join(folder, name)
const readText = (name: string) => readFile(inFolder(name), 'utf8')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sign-test-'))
  lines = []
})
afterEach(() => rm(folder, { recursive: true }))

describe('making a key', () => {
  it('writes both keys, prints the public one, and lets nobody else read the secret one', async () => {
    const publicKey = await keygen(inFolder('key'), effects)
    expect(publicKey).toMatch(/^[0-9a-f]{64}$/)
    expect(lines).toEqual([publicKey])
    expect(await readText('key.pub')).toBe(`${publicKey}\n`)
    expect(await readText('key')).toMatch(
      /^-----BEGIN PRIVATE KEY-----\n[\w+/=\n]+-----END PRIVATE KEY-----\n$/,
    )
    expect((await stat(inFolder('key'))).mode & 0o777).toBe(0o600)
    expect((await loadSigningKey(inFolder('key'))).publicKey).toBe(publicKey)
  })

  it('makes another one each time', async () => {
    expect(await keygen(inFolder('new/a'), effects)).not.toBe(await keygen(inFolder('new/b'), effects))
  })

  it.each(['key', 'key.pub'])('overwrites nothing when there is a file %s', async (name) => {
    await writeFile(inFolder(name), 'kept')
    await expect(keygen(inFolder('key'), effects)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(inFolder(name)) as string,
    })
    expect(await readdir(folder)).toEqual([name])
    expect(await readText(name)).toBe('kept')
  })
})

describe('reading a key', () => {
  it('takes what OpenSSL writes', async () => {
    const base64 = Buffer.from(publisher.privateKey).toString('base64')
    await writeFile(inFolder('key'), `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`)
    expect(await loadSigningKey(inFolder('key'))).toEqual(publisher)
  })

  it.each([
    ['is missing', undefined, /cannot be read/],
    ['is no key', 'secret', /no secret key/],
    ['is the public key', `${publisher.publicKey}\n`, /no secret key/],
    ['is cut off', '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1h\n', /no secret key/],
  ])('refuses to sign with a file that %s', async (_what, text, words) => {
    if (text !== undefined) await writeFile(inFolder('key'), text)
    await expect(loadSigningKey(inFolder('key'))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(words) as string,
    })
  })

  it('takes a public key as digits or as the file with them', async () => {
    await writeFile(inFolder('key.pub'), `${publisher.publicKey}\n`)
    expect(await loadPublicKey(inFolder('key.pub'))).toBe(publisher.publicKey)
    expect(await loadPublicKey(publisher.publicKey.toUpperCase())).toBe(publisher.publicKey)
    await keygen(inFolder('secret'), effects)
    await expect(loadPublicKey(inFolder('secret'))).rejects.toMatchObject({ code: 'usage' })
    await expect(loadPublicKey(publisher.publicKey.slice(1))).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('signing a library', () => {
  beforeEach(() => storePack(pack, createFolderStore(folder, 'library')))

  it('R11: changes the signature alone, and leaves no other file behind', async () => {
    const before = await readdir(folder)
    await sign(folder, publisher, effects)
    const text = await readText('manifest.json')
    const { signature, ...members } = JSON.parse(text) as Record<string, unknown>
    expect(JSON.parse(pack.manifest)).toEqual(members)
    expect(signature).toMatchObject({ publicKey: publisher.publicKey })
    expect(await readdir(folder)).toEqual(before)
    expect(lines).toEqual([`Signed by ${publisher.publicKey}`])
    await sign(folder, publisher, effects)
    expect(await readText('manifest.json')).toBe(text)
  })

  it('R11: is told by verify and inspect, with the key', async () => {
    await verify(folder, effects)
    expect(lines.at(-1)).toBe('It is not signed.')
    expect((await inspect(folder, false, effects)).signedBy).toBeNull()

    await sign(folder, publisher, effects)
    await verify(folder, effects, publisher.publicKey)
    expect(lines.at(-1)).toBe(`Signed by ${publisher.publicKey}`)
    expect((await inspect(folder, true, effects)).signedBy).toBe(publisher.publicKey)
  })

  it('R11: is demanded by verify when it is given a key', async () => {
    await expect(verify(folder, effects, publisher.publicKey)).rejects.toMatchObject({
      code: 'signature-changed',
      message: expect.stringContaining('is not signed') as string,
    })
    await sign(folder, stranger, effects)
    await expect(verify(folder, effects, publisher.publicKey)).rejects.toMatchObject({
      code: 'signature-changed',
      message: expect.stringContaining(`signed by ${stranger.publicKey}`) as string,
    })
  })

  it('R11: shows when the manifest is changed behind it', async () => {
    await sign(folder, publisher, effects)
    const text = await readText('manifest.json')
    await writeFile(inFolder('manifest.json'), text.replace('Toy library', 'Toy lobrary'))
    for (const look of [verify, (path: string) => inspect(path, false, effects)])
      await expect(look(folder, effects)).rejects.toMatchObject({ code: 'signature-invalid' })
  })

  it('works from the command line, and a build with a key that cannot be read does not begin', async () => {
    const library = (...args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], { encoding: 'utf8' })
    const key = inFolder('key')
    expect(library('keygen', '--out', key).status).toBe(0)
    expect(library('sign', folder, '--key', key)).toMatchObject({ status: 0, stderr: '' })
    expect(library('verify', folder, '--key', `${key}.pub`).status).toBe(0)
    expect(library('verify', folder, '--key', publisher.publicKey).status).toBe(1)
    const { publicKey } = await loadSigningKey(key)
    expect(await verifySignature(await readText('manifest.json'))).toEqual({ publicKey })

    const built = library('build', '--in', 'samples/notes.jsonl', '--out', inFolder('new'), '--key', 'none')
    expect([built.status, built.stdout]).toEqual([2, ''])
    expect(built.stderr).toBe('none cannot be read: expected a key.\n')
  })
})
