import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { AppError } from '../core/errors.ts'
import { relativeTo } from './html.ts'
import { readPngSize } from './pngSize.ts'
import { renderMarkdown, type RenderedMarkdown } from './renderMarkdown.ts'

/** A text of the project that becomes a page. */
export interface Document extends RenderedMarkdown {
  /** Both from the root of the project and of the site. */
  source: string
  path: string
  group: string
}

/** Pictures of the texts; they lie at the same path in the site. */
export const picturesFolder = 'docs/images'

const groups: Record<string, string[]> = {
  'Use it': ['docs/using.md', 'docs/offline.md', 'docs/privacy.md', 'docs/states.md'],
  'Put it online': ['docs/demo-site.md', 'docs/widget.md'],
  'Make libraries': [
    'docs/command-line.md',
    'docs/packs.md',
    'docs/encoders.md',
    'models/biohicl-small/README.md',
    'training/README.md',
  ],
  'How it works': [
    'docs/design.md',
    'docs/reliability.md',
    'docs/testing.md',
    'docs/evaluation.md',
    'docs/benchmarks.md',
  ],
  Project: ['README.md', 'CHANGELOG.md', 'SECURITY.md', 'docs/provenance.md', 'CONTRIBUTING.md'],
}
/** Texts that no group names yet. */
const otherGroup = 'More'

/** Where the page of a text lies. */
export function toPath(source: string): string {
  if (source === 'models/biohicl-small/README.md') return 'model.html'
  if (source === 'training/README.md') return 'docs/training.html'
  return `docs/${posix.basename(source, '.md').toLowerCase()}.html`
}

/** @throws AppError `input-invalid` naming a link or a picture that is not there */
export function renderDocuments(root: string): Document[] {
  const sources = listSources(root)
  const known = new Set(sources.map(({ source }) => source))
  return sources.map(({ source, group }) => {
    const path = toPath(source)
    const find = (href: string) => resolveFile(root, source, href)
    const rendered = renderMarkdown(readFileSync(join(root, source), 'utf8'), {
      link(href) {
        if (/^(https?|mailto):/.test(href) || href.startsWith('#')) return href
        const [file = '', hash] = href.split('#')
        const target = find(file)
        if (!known.has(target)) return undefined
        return relativeTo(path, toPath(target)) + (hash === undefined ? '' : `#${hash}`)
      },
      picture(href) {
        const target = find(href)
        if (!target.startsWith(`${picturesFolder}/`))
          throw new AppError('input-invalid', `${source}: ${href}: pictures lie in ${picturesFolder}/.`)
        return { src: relativeTo(path, target), ...readPngSize(join(root, target)) }
      },
    })
    return { ...rendered, source, path, group }
  })
}

function listSources(root: string): { source: string; group: string }[] {
  const named = Object.entries(groups).flatMap(([group, sources]) =>
    sources.map((source) => ({ source, group })),
  )
  const others = readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .filter((source) => !named.some((known) => known.source === source))
  return [...named, ...others.map((source) => ({ source, group: otherGroup }))]
}

/** @returns from the root of the project */
function resolveFile(root: string, source: string, href: string): string {
  const path = posix.join(dirname(source), decodeURI(href))
  if (/^[a-z]+:/i.test(href) || path.startsWith('..') || !existsSync(join(root, path)))
    throw new AppError('input-invalid', `${source}: ${href} is not there.`)
  return path
}
