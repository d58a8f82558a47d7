import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** For each place in src/, the places it may import from besides itself; type-only imports count as well. */
const allowed: Record<string, string[]> = {
  core: [],
  engine: ['core'],
  protocol: ['core'],
  rpc: ['core'],
  'platform/wasm': ['core', 'engine'],
  'platform/transformers': ['core', 'engine'],
  'platform/web': ['core', 'engine', 'platform/wasm', 'platform/transformers'],
  'platform/node': ['core', 'engine', 'platform/wasm', 'platform/transformers'],
  workers: ['core', 'engine', 'platform/web', 'platform/wasm', 'platform/transformers', 'protocol', 'rpc'],
  app: ['core', 'protocol', 'rpc'],
  cli: ['core', 'engine', 'platform/node', 'platform/wasm', 'platform/transformers'],
  server: ['core', 'engine', 'platform/node', 'platform/wasm', 'platform/transformers'],
}

const corePackages = ['papaparse', 'saxes', 'stemmer', 'valibot']
const runtimePackages = /^(@huggingface\/|@xenova\/|onnxruntime|hnswlib)/

interface Import {
  /** Path inside src/, e.g. `core/topK.ts`. */
  file: string
  place: string
  target: string
  /** The place of a relative target; `undefined` for a package. */
  targetPlace: string | undefined
}

function placeOf(path: string): string {
  return /^(platform\/)?[^/]+/.exec(path)?.[0] ?? ''
}

function findImports(file: string, text: string): Import[] {
  const specifiers = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]|\bnew URL\(\s*['"](\.[^'"]+)['"]/g
  return [...text.matchAll(specifiers)].map((match) => {
    const target = match[1] ?? match[2] ?? ''
    const path = relative('src', join('src', dirname(file), target.replace(/\?.*$/, '')))
    const targetPlace = target.startsWith('.') ? placeOf(path) : undefined
    return { file, place: placeOf(file), target, targetPlace }
  })
}

/** The page may learn where a worker or a runtime's file lies; its code stays out. */
function isAddress(target: string): boolean {
  return /\?(worker&)?url$/.test(target)
}

function isAllowed({ place, target, targetPlace }: Import): boolean {
  if (targetPlace === undefined) {
    if (place === 'core') return corePackages.includes(target)
    return !(place === 'app' && runtimePackages.test(target) && !isAddress(target))
  }
  if (place === 'app' && targetPlace === 'workers') return isAddress(target)
  return targetPlace === place || (allowed[place]?.includes(targetPlace) ?? false)
}

const imports = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) => findImports(file, readFileSync(join('src', file), 'utf8')))

const describeImport = ({ file, target }: Import) => `${file} -> ${target}`

describe('layers', () => {
  it('has every place of src/ in the table', () => {
    expect(imports.map(({ place }) => place).filter((place) => !(place in allowed))).toEqual([])
  })

  it('imports only down the layers, and only the packages a layer may use', () => {
    expect(imports.length).toBeGreaterThan(0)
    expect(imports.filter((found) => !isAllowed(found)).map(describeImport)).toEqual([])
  })

  it.each([
    ['core/a.ts', `import type { B } from '../engine/b.ts'`],
    ['core/a.ts', `import { readFile } from 'node:fs'`],
    ['core/a.ts', `export * from 'idb'`],
    ['engine/a.ts', `const b = await import('../platform/web/b.ts')`],
    ['platform/web/a.ts', `import '../node/b.ts'`],
    ['app/search/a.tsx', `import { b } from '../../engine/b.ts'`],
    ['app/a.ts', `import { b } from '../workers/engine.ts'`],
    ['app/a.ts', `import * as ort from 'onnxruntime-web/wasm'`],
    ['app/a.ts', `import {\n  pipeline,\n} from "@huggingface/transformers"`],
    ['workers/a.ts', `new Worker(new URL('../app/b.ts', import.meta.url))`],
  ])('notices what goes up: %s with %s', (file, text) => {
    expect(findImports(file, text).map(isAllowed)).toEqual([false])
  })

  it.each([
    ['core/pack/a.ts', `import { AppError } from '../errors.ts'`],
    ['core/a.ts', `import * as v from 'valibot'`],
    ['platform/web/a.ts', `import type { B } from '../wasm/b.ts'`],
    ['app/a.ts', `import url from '../workers/engine.ts?worker&url'`],
    ['app/a.ts', `import url from 'onnxruntime-web/ort-wasm.wasm?url'`],
    ['app/a.ts', `import { useState } from 'react'`],
  ])('lets pass: %s with %s', (file, text) => {
    expect(findImports(file, text).map(isAllowed)).toEqual([true])
  })
})
