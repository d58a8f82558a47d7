import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { optionNames } from '../../src/widget/options.ts'
import { packWidget, type PackedWidget } from '../fixtures/widgetPackage/pack.ts'

const run = promisify(execFile)
const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc')

let packed: PackedWidget
beforeAll(async () => {
  packed = await packWidget()
})
afterAll(() => packed.remove())

const installed = (path: string) => join(packed.app, 'node_modules/biohicl-widget', path)

/** As an app: what it prints, or what it fails with. */
const runInApp = (code: string) =>
  run(process.execPath, ['--input-type=module', '--eval', code], { cwd: packed.app })

describe('the npm package of the widget', () => {
  it('holds scripts, types, licence and README, and nothing else', () => {
    const types = Object.keys(packed.files).filter((path) => path.startsWith('dist/types/'))
    expect(types.every((path) => path.endsWith('.d.ts'))).toBe(true)
    expect(
      Object.keys(packed.files)
        .filter((path) => !types.includes(path))
        .sort(),
    ).toEqual(['LICENSE', 'README.md', 'dist/element.js', 'dist/index.js', 'dist/react.js', 'package.json'])
    expect(readFileSync(installed('LICENSE'), 'utf8')).toBe(readFileSync('LICENSE', 'utf8'))
  })

  it('weighs less than 8 kB as it is sent, and 75 kB unpacked with all that is to read', () => {
    const scripts = ['dist/element.js', 'dist/index.js', 'dist/react.js']
    const bytes = scripts.map((path) => gzipSync(readFileSync(installed(path))).byteLength)
    expect(bytes.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(8000)
    expect(Object.values(packed.files).reduce((sum, each) => sum + each)).toBeLessThanOrEqual(75_000)
  })

  it('has the version of the app, needs no other package, and is free of side effects', () => {
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    const own = read(installed('package.json'))
    const { version, license } = read('package.json')
    expect(own).toMatchObject({ version, license, type: 'module', sideEffects: false })
    expect(own['dependencies']).toBeUndefined()
    expect(own['peerDependenciesMeta']).toEqual({ react: { optional: true } })
  })

  it('names every option in its README', () => {
    const readme = readFileSync(installed('README.md'), 'utf8')
    expect(optionNames.filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([])
  })

  it('can be imported and rendered on a server, where there is no element', async () => {
    const { stdout } = await runInApp(`
      import { defineElement, WidgetFailure } from 'biohicl-widget'
      import { BioHiCLSearch } from 'biohicl-widget/react'
      import { createElement } from 'react'
      import { renderToString } from 'react-dom/server'
      defineElement('https://search.example')
      console.log(renderToString(createElement(BioHiCLSearch, { site: 'https://search.example', maxResults: 3 })))
      try { defineElement('http://search.example') } catch (thrown) {
        console.log(thrown instanceof WidgetFailure, thrown.code, thrown.message)
      }`)
    expect(stdout.split('\n')).toEqual([
      '<biohicl-search site="https://search.example" max-results="3"></biohicl-search>',
      'true invalid site is “http://search.example”: expected an address such as https://search.example.',
      '',
    ])
  })

  it('keeps its component in the browser where pages are put together on a server', async () => {
    expect(await readFile(installed('dist/react.js'), 'utf8')).toMatch(/^['"]use client['"]/)
  })

  it.each([
    ['bundlers', 'ESNext', 'bundler'],
    ['Node', 'NodeNext', 'NodeNext'],
  ])(
    'has types that allow what is right and refuse what is wrong: for %s',
    async (_who, module, moduleResolution) => {
      await copyFile('tests/fixtures/widgetPackage/uses.tsx', join(packed.app, 'uses.tsx'))
      const compilerOptions = {
        ...{
          module,
          moduleResolution,
          target: 'ES2022',
          lib: ['ES2022', 'DOM'],
          jsx: 'react-jsx',
          types: [],
        },
        ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
      }
      await writeFile(
        join(packed.app, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ['uses.tsx'] }),
      )
      const { stdout } = await run(process.execPath, [tsc, '-p', packed.app]).catch(
        (failed: { stdout: string }) => failed,
      )
      expect(stdout).toBe('')
    },
  )
})
