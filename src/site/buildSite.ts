import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { build, type Plugin } from 'vite'
import { modelsFolder } from '../cli/defaults.ts'
import type { Effects } from '../cli/effects.ts'
import { prepareSampleNotes, writeCatalogue } from '../cli/prepare.ts'
import type { CatalogueEntry } from '../core/catalogue.ts'
import { appFolder, demoSiteFile, type DemoSite } from '../core/demoSite.ts'
import { embeddersFile, frameAncestors, parseEmbeddersFile } from '../core/embedders.ts'
import { AppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { checkLinks, listPages } from './checkLinks.ts'
import { toDocumentPages } from './documentPages.ts'
import { picturesFolder, renderDocuments } from './documents.ts'
import { writeHeaders } from './headersFile.ts'
import { toHomePage } from './homePage.ts'
import { layOut, styleFile } from './layout.ts'
import type { SiteOptions } from './options.ts'
import { toWidgetPage } from './widgetPage.ts'

/** Where the sample notes are kept once they are built; tests keep theirs there, too. */
const sampleFolder = join('data', 'sample-site')
const styles = ['src/app/styles/tokens.css', 'src/app/styles/base.css', 'src/site/site.css']

/** Cloudflare Pages takes none that is larger. */
const largeBytes = 25 * 2 ** 20

/**
 * Writes the whole site into `out`, which any static host can serve: the app with widget, models and libraries in a folder, and pages around it.
 * @throws AppError `usage` where something else stands in `out`; `input-invalid` naming links that lead nowhere
 */
export async function buildSite(options: SiteOptions, effects: Effects): Promise<void> {
  const { out, base, address } = options
  const sources = await findLibraries(options.libraries, effects)
  await makeRoom(out)
  const app = join(out, appFolder)
  effects.out('The app …')
  await buildApp(resolve(app), options)
  effects.out('Libraries and models …')
  const libraries = await copyLibraries(join(app, 'libraries'), sources, effects)
  for (const name of new Set(libraries.map(({ encoder }) => encoder)))
    await cp(join(modelsFolder, name), join(app, 'models', name), { recursive: true })
  effects.out('Pages …')
  await writePages(libraries, options)
  await writeForHosts(options)

  const problems = checkLinks(out)
  if (problems.length > 0)
    throw new AppError('input-invalid', `Links that lead nowhere:\n${problems.join('\n')}`)
  const sizes = await Promise.all(
    (await listFiles(out)).map(async (path) => ({ path, ...(await sizeOf(out, path)) })),
  )
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  effects.out(
    `${out}: ${sizes.length} files, ${(total / 1e6).toFixed(0)} MB, for ${address ?? `the path ${base}`}`,
  )
  for (const { path, bytes } of sizes.filter((file) => file.bytes > largeBytes))
    effects.out(`${path} has ${(bytes / 2 ** 20).toFixed(1)} MiB: some hosts take no more than 25.`)
}

/** Empties the folder, if it is a site that was built before. */
async function makeRoom(out: string): Promise<void> {
  const isEmpty = !existsSync(out) || (await readdir(out)).length === 0
  if (!isEmpty && !existsSync(join(out, demoSiteFile)))
    throw new AppError(
      'usage',
      `${out} holds something else than a built site: name another folder by --out.`,
    )
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  // First, so that a site that was not finished can be built anew.
  await writeFile(join(out, demoSiteFile), '{}\n')
}

async function buildApp(outDir: string, { base, address }: SiteOptions): Promise<void> {
  const plugins = address === undefined ? [] : [nameAddress(`${address}${appFolder}`)]
  await build({
    base: `${base}${appFolder}`,
    logLevel: 'warn',
    plugins,
    build: { outDir, emptyOutDir: true },
  })
}

/** Before the service worker is built, which has the hash of the page. */
function nameAddress(app: string): Plugin {
  const property = (name: string, content: string) => ({ tag: 'meta', attrs: { property: name, content } })
  return {
    name: 'name-address',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => ({
        html: html.replace(/<meta property="og:image"[^>]*>/, ''),
        tags: [
          property('og:url', app),
          property('og:image', `${app}social.png`),
          { tag: 'link', attrs: { rel: 'canonical', href: app } },
        ],
      }),
    },
  }
}

interface LibrarySource {
  id: string
  folder: string
}

/** The sample notes, and those given. @throws AppError where one is no library */
async function findLibraries(given: string[], effects: Effects): Promise<LibrarySource[]> {
  const named = await Promise.all(given.map(readLibrary))
  return [await readLibrary(await prepareSampleNotes(sampleFolder, effects)), ...named]
}

async function readLibrary(folder: string): Promise<LibrarySource> {
  return { id: parseManifest(await readManifest(folder)).id, folder }
}

/** All of them must be such that the app can offer them. */
async function copyLibraries(
  folder: string,
  sources: LibrarySource[],
  effects: Effects,
): Promise<CatalogueEntry[]> {
  for (const source of sources) {
    await cp(source.folder, join(folder, source.id), {
      recursive: true,
      filter: (path) => path === source.folder || !basename(path).startsWith('.'),
    })
  }
  const { libraries } = await writeCatalogue(folder, effects)
  const missing = sources.filter(({ id }) => !libraries.some((library) => library.id === id))
  if (missing.length > 0)
    throw new AppError(
      'library-invalid',
      `The app cannot offer ${missing.map((source) => source.folder).join(', ')}; the lines above say why.`,
    )
  return libraries
}

async function readManifest(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, 'manifest.json'), 'utf8')
  } catch (cause) {
    throw new AppError('usage', `--library is “${folder}”: expected the folder of a library.`, { cause })
  }
}

async function writePages(libraries: CatalogueEntry[], { out, address }: SiteOptions): Promise<void> {
  const documents = toDocumentPages(renderDocuments('.'))
  for (const page of [toHomePage(libraries), toWidgetPage(address), ...documents]) {
    await mkdir(dirname(join(out, page.path)), { recursive: true })
    await writeFile(join(out, page.path), layOut(page, address))
  }
  const css = await Promise.all(styles.map((path) => readFile(path, 'utf8')))
  await writeFile(join(out, styleFile), css.join('\n'))
  await cp(picturesFolder, join(out, picturesFolder), { recursive: true })
  await copyFile('LICENSE', join(out, 'LICENSE.txt'))
}

async function writeForHosts({ out, base, address }: SiteOptions): Promise<void> {
  const listed = parseEmbeddersFile(await readFile(join(out, appFolder, embeddersFile), 'utf8'))
  const files = (await listFiles(join(out, appFolder)))
    .filter((path) => !/^(libraries|models)\//.test(path))
    .map((path) => appFolder + path)
  const pages = listPages(out)
  await writeFile(join(out, '_headers'), writeHeaders([...pages, ...files], base, frameAncestors(listed)))
  await writeFile(join(out, '.nojekyll'), '') // GitHub Pages would leave out what begins with an underscore
  await writeFile(join(out, demoSiteFile), `${JSON.stringify({ base } satisfies DemoSite)}\n`)
  if (address === undefined) return
  const addresses = [...pages, appFolder].map((path) => address + path.replace(/(^|\/)index\.html$/, '$1'))
  await writeFile(join(out, 'sitemap.xml'), toSitemap(addresses))
  await writeFile(join(out, 'robots.txt'), `User-agent: *\nAllow: /\nSitemap: ${address}sitemap.xml\n`)
}

function toSitemap(addresses: string[]): string {
  const items = addresses.map((address) => `<url><loc>${address}</loc></url>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${items.join('')}</urlset>
`
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

async function sizeOf(folder: string, path: string): Promise<{ bytes: number }> {
  return { bytes: (await stat(join(folder, path))).size }
}
