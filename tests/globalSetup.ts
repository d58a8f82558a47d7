import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** The library that `npm start` prepares: the real one where the data folder is, and always the sample notes. */
export const siteLibraries = join('data', 'libraries')
export const sampleLibraries = join('data', 'sample-site')

export default function setup(): void {
  const prepare = (site: string, env: NodeJS.ProcessEnv) =>
    execFileSync('node_modules/.bin/tsx', ['src/cli/main.ts', 'prepare', '--site', site], {
      env,
      stdio: ['ignore', 'inherit', 'inherit'], // without a keyboard: tests are asked nothing
    })
  prepare(siteLibraries, process.env)
  prepare(sampleLibraries, { ...process.env, BIOHICL_DATA_DIR: '' })
}
