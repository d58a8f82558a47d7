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
  widget: ['app', 'core', 'protocol', 'rpc'],
  'widget/host': [], // but types of the protocol, and the options
  'widget/package': ['widget/host'], // likewise
  'widget/configure': ['app', 'core', 'widget', 'widget/package'],
  cli: ['core', 'engine', 'platform/node', 'platform/wasm', 'platform/transformers'],
  server: ['core', 'engine', 'platform/node', 'platform/wasm', 'platform/transformers'],
  site: ['core', 'cli'],
}

const corePackages = ['papaparse', 'saxes', 'stemmer', 'valibot']
const runtimePackages = /^(@huggingface\/|@xenova\/|onnxruntime|hnswlib)/

interface Import {
  /** Path inside src/, e.g. `core/topK.ts`. */
  file: string
  place: string
  target: string
  /** Path and place of a relative target; `undefined` for a package. */
  targetFile: string | undefined
  targetPlace: string | undefined
  isType: boolean
}

function placeOf(path: string): string {
  return /^(platform\/|widget\/(?=(host|package|configure)\/))?[^/]+/.exec(path)?.[0] ?? ''
}

function findImports(file: string, text: string): Import[] {
  const specifiers =
    /(?:\b(?:import|export)\s+(type\s)?[^'"();]*\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]|\bnew URL\(\s*['"](\.[^'"]+)['"]/g
  return [...text.matchAll(specifiers)].map((match) => {
    const target = match[2] ?? match[3] ?? ''
    const path = relative('src', join('src', dirname(file), target.replace(/\?.*$/, '')))
    const targetFile = target.startsWith('.') ? path : undefined
    const targetPlace = targetFile === undefined ? undefined : placeOf(targetFile)
    return { file, place: placeOf(file), target, targetFile, targetPlace, isType: match[1] !== undefined }
  })
}

/** What runs in the page, and what is loaded into other people's pages. */
const pagePlaces = ['app', 'widget', 'widget/host', 'widget/package', 'widget/configure']
/** What becomes a part of other people's pages. */
const hostPlaces = ['widget/host', 'widget/package']

/** The page may learn where a worker or a runtime's file lies; its code stays out. */
function isAddress(target: string): boolean {
  return /\?(worker&)?url$/.test(target)
}

function isAllowed({ place, target, targetFile, targetPlace, isType }: Import): boolean {
  if (targetPlace === undefined) {
    if (place === 'core') return corePackages.includes(target)
    if (hostPlaces.includes(place)) return place === 'widget/package' && target === 'react'
    return !(pagePlaces.includes(place) && runtimePackages.test(target) && !isAddress(target))
  }
  if (hostPlaces.includes(place) && targetFile === 'widget/options.ts') return true
  if (hostPlaces.includes(place) && targetPlace === 'protocol') return isType
  // A sandboxed frame may start no worker, and does itself what that would do.
  if (place === 'widget' && targetFile === 'workers/wordHandlers.ts') return true
  // What the app has stored, browsers hand to the document of a frame and not to its workers.
  const servesStore = ['workers/storePort.ts', 'platform/web/installedStore.ts']
  if (place === 'widget' && servesStore.includes(targetFile ?? '')) return true
  if (pagePlaces.includes(place) && targetPlace === 'workers') return isAddress(target)
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
    ['app/a.ts', `import { b } from '../widget/b.ts'`],
    ['widget/frame/a.ts', `import { b } from '../../engine/b.ts'`],
    ['widget/frame/a.ts', `import { b } from '../../workers/b.ts'`],
    ['widget/frame/a.ts', `import { b } from '../host/b.ts'`],
    ['widget/host/a.ts', `import { b } from '../../protocol/b.ts'`],
    ['widget/host/a.ts', `import { type B } from '../../protocol/b.ts'`],
    ['widget/host/a.ts', `import type { B } from '../../core/b.ts'`],
    ['widget/host/a.ts', `import { b } from '../frame/b.ts'`],
    ['widget/host/a.ts', `import * as v from 'valibot'`],
    ['widget/host/a.ts', `import { useState } from 'react'`],
    ['widget/package/a.ts', `import { createRoot } from 'react-dom/client'`],
    ['widget/package/a.ts', `import { b } from '../../app/b.ts'`],
    ['widget/package/a.ts', `import { b } from '../../protocol/b.ts'`],
    ['widget/configure/a.ts', `import { b } from '../../engine/b.ts'`],
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
    ['widget/frame/a.ts', `import { b } from '../../app/b.ts'`],
    ['widget/frame/a.ts', `import url from '../../workers/b.ts?worker&url'`],
    ['widget/host/a.ts', `import type { B } from '../../protocol/b.ts'`],
    ['widget/host/a.ts', `import { b } from '../options.ts'`],
    ['widget/package/a.ts', `import { useRef } from 'react'`],
    ['widget/package/a.ts', `import { b } from '../host/b.ts'`],
    ['widget/configure/a.ts', `import { b } from '../package/b.ts'`],
    ['widget/configure/a.ts', `import { b } from '../frame/b.ts'`],
  ])('lets pass: %s with %s', (file, text) => {
    expect(findImports(file, text).map(isAllowed)).toEqual([true])
  })
})
