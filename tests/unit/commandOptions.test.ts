import { describe, expect, it } from 'vitest'
import { assertOptionsOf } from '../../src/cli/commandOptions.ts'
import { readArguments } from '../../src/cli/options.ts'

const check = (line: string) => {
  const { values, positionals } = readArguments(line.split(' '))
  assertOptionsOf(positionals[0] ?? '', values)
}

describe('options of a command', () => {
  it.each([
    'build --in a.xml --out a --title T --years 2015- --workers 2 --key k --fresh --json',
    'pubmed sepsis --out a --limit 5 --email a@example.org --eutils http://localhost',
    'update a --in b.xml --date 2024-01-01 --json',
    'query a text --by words --k 3 --exact --json --encoder e',
    'prepare --site s --starter sepsis --starter-limit 9',
    'export a --out b --no-encoder',
  ])('are taken: %s', (line) => {
    expect(() => check(line)).not.toThrow()
  })

  it.each([
    ['verify a --exact', '--exact', '--key --json'],
    ['query a text --years 2015', '--years', '--by --k --exact --encoder --json'],
    ['sign a --key k --out b', '--out', '--key'],
    ['merge a b --out c --in d', '--in', '--out'],
    ['keygen --out k --fresh --json', '--json, --fresh', '--out'],
  ])('of another one are not passed over: %s', (line, foreign, taken) => {
    const [command = ''] = line.split(' ')
    let told = ''
    try {
      check(line)
    } catch (thrown) {
      told = String(thrown)
    }
    expect(told).toContain(`${command} has no`)
    for (const name of foreign.split(', ')) expect(told).toContain(name)
    expect(told).toContain(`It takes ${taken}`)
  })
})
