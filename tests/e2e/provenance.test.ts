import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseEncoderCard } from '../../src/core/encoder/card.ts'

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Rows of the document's tables that end with a SHA-256, their cells without quotes. */
const rows = readFileSync('docs/provenance.md', 'utf8')
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
  .filter((cells) => /^[0-9a-f]{64}$/.test(cells.at(-1) ?? ''))

const programs = rows.filter((cells) => cells.length === 4)
const files = rows.filter((cells) => cells.length === 2 && !cells[0]?.startsWith('models/'))

const built = readdirSync('dist', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/').replace('dist/', ''))

/** The bytes of what is built under a name of the document: `*` stands for the hash in it, `within` for text that holds them. */
function readBuilt(name: string): Buffer {
  const pattern = new RegExp(
    `^${name.replace('within ', '').replaceAll('.', '\\.').replace('*', '[\\w-]{8}')}$`,
  )
  const wanted = built.filter((path) => pattern.test(path))
  expect(wanted, name).toHaveLength(1)
  return readProgram(join('dist', wanted[0] ?? ''), name.startsWith('within '))
}

function readProgram(path: string, isWithin: boolean): Buffer {
  if (!isWithin) return readFileSync(path)
  const [, text = ''] = /base64,([A-Za-z0-9+/=]{1000,})/.exec(readFileSync(path, 'utf8')) ?? []
  return Buffer.from(text, 'base64')
}

describe('R44: docs/provenance.md', () => {
  it.each(programs)('has %s of %s, byte by byte', (name = '', from = '', inside = '', expected) => {
    const [id = '', version] = from.split(' ')
    expect(readFileSync(join('node_modules', id, 'package.json'), 'utf8')).toContain(
      `"version": "${version}"`,
    )
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version: string; integrity?: string }>
    }
    expect(lock.packages[`node_modules/${id}`]).toMatchObject({
      version,
      integrity: expect.stringMatching(/^sha512-/) as string,
    })
    const path = join('node_modules', id, inside.replace('within ', ''))
    expect(hash(readProgram(path, inside.startsWith('within ')))).toBe(expected)
    expect(hash(readBuilt(name))).toBe(expected)
  })

  it.each(files)('has %s', (name = '', expected) => {
    expect(hash(readBuilt(name))).toBe(expected)
  })

  it('has every built file that is no text of this repository', () => {
    const text = /\.(js|css|html|json|webmanifest)$/
    const listed = rows.filter(([name]) => !name?.startsWith('models/') && !name?.startsWith('within '))
    // The server gives out no hidden file.
    const given = built.filter((path) => !text.test(path) && !path.startsWith('.'))
    expect(given).toHaveLength(listed.length)
    const carriers = built.filter(
      (path) =>
        text.test(path) && /base64,[A-Za-z0-9+/]{1000}/.test(readFileSync(join('dist', path), 'utf8')),
    )
    expect(carriers).toEqual([expect.stringMatching(/^assets\/hnswlib-/)])
  })

  it('has every model, whose description has the hashes of its files', () => {
    const models = readdirSync('models').map((name) => `models/${name}/model.json`)
    const listed = rows.filter(([name]) => name?.startsWith('models/'))
    expect(listed).toEqual(models.map((path) => [path, hash(readFileSync(path))]))
    for (const path of models) {
      const { files: own } = parseEncoderCard(readFileSync(path, 'utf8'))
      for (const { name, sha256 } of own)
        expect(hash(readFileSync(path.replace('model.json', name))), name).toBe(sha256)
    }
  })

  it('is right that the list of packages has a hash for each', () => {
    const sbom = JSON.parse(execFileSync('npm', ['run', '-s', 'sbom'], { encoding: 'utf8' })) as {
      components: { name: string; hashes?: { alg: string }[] }[]
    }
    expect(sbom.components.length).toBeGreaterThan(20)
    const without = sbom.components.filter(({ hashes }) => !hashes?.some(({ alg }) => alg === 'SHA-512'))
    expect(without.map(({ name }) => name)).toEqual([])
  })
})
