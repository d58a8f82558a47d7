// Builds the site into dist/ when its sources have changed since.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, SetupError } from './process.mjs'

const sources = [
  'src',
  'public',
  'index.html',
  'widget.html',
  'configure.html',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.base.json',
]
/** The keys that the app trusts, and who may embed it, are built in. */
const settings = ['BIOHICL_PUBLISHER_KEYS', 'BIOHICL_EMBEDDERS']

/** Returns whether it had to build. */
export async function ensureSite() {
  const stamp = join(root, 'dist/.build-stamp')
  const hash = hashSources()
  if (existsSync(stamp) && existsSync(join(root, 'dist/index.html')) && readFileSync(stamp, 'utf8') === hash)
    return false
  rmSync(stamp, { force: true })
  const { code } = await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], { label: 'vite' })
  if (code !== 0) {
    throw new SetupError(
      'The site could not be built; the last lines of Vite are above.',
      'Mend the source they name (or, when they speak of a missing package, delete node_modules), then run this again.',
    )
  }
  writeFileSync(stamp, hash)
  return true
}

/** Over paths, contents and settings: a checkout that only touches times does not build again. */
function hashSources() {
  const hash = createHash('sha256')
  // Set to nothing, the list of embedders is empty; not set, it is that of this device.
  for (const name of settings) hash.update(`${name}=${process.env[name] ?? '(not set)'}\0`)
  for (const source of sources) {
    for (const path of listFiles(source))
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
        .update('\0')
  }
  return hash.digest('hex')
}

function listFiles(path) {
  if (!existsSync(join(root, path))) return []
  if (statSync(join(root, path)).isFile()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => listFiles(`${path}/${name}`))
}
