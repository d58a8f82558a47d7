import { lookup } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { toAppError } from '../core/errors.ts'
import type { Eutils } from '../core/pubmed/eutils.ts'
import { usualLicence } from '../engine/build.ts'
import { defaultEncoderFolder } from './defaults.ts'
import type { Effects } from './effects.ts'
import { pubmed, type PubmedOptions } from './pubmed.ts'

/** The first library of real records: made of a PubMed search, which is sent to NLM on consent alone. */

export interface StarterOptions {
  /** Given by name, which is consent; otherwise the default is offered. */
  term?: string
  limit?: number
  eutils: Eutils
}

/**
 * Syntheses of all of medicine that can be read by most and have a text to be found by; the newest 500 take a few requests and
 * less than a minute of encoding.
 */
const defaultTerm = 'systematic review[pt] AND english[la] AND hasabstract'
const defaultLimit = 500

/** Makes the library when somebody wants it and NLM can be reached. @returns whether it was made */
export async function makeStarter(
  siteFolder: string,
  options: StarterOptions,
  effects: Effects,
): Promise<boolean> {
  const { term = defaultTerm, limit = defaultLimit, eutils } = options
  const { hostname } = new URL(eutils.url)
  const command = `npm start -- --starter "${defaultTerm}" --starter-limit ${defaultLimit}`
  if (!(await isKnownHost(hostname))) {
    effects.out('There is no network: the sample notes stand in. Real records, once there is one:')
    effects.out(`  ${command}`)
    effects.out(`  npm run library -- pubmed SEARCH --out ${join(siteFolder, 'NAME')}`)
    effects.out(
      `and from files, without one: npm run library -- build --in FILE… --out ${join(siteFolder, 'NAME')}`,
    )
    return false
  }
  if (options.term === undefined && !(await isWanted(term, limit, hostname, effects))) {
    effects.out('Nothing was sent: the sample notes stand in. Real records, from a search sent to NLM:')
    effects.out(`  ${command}`)
    return false
  }
  return tryStarter({ ...toPubmedOptions(siteFolder, term, limit), eutils }, effects)
}

/** Asks who sits at the keyboard; where nobody does, the answer is no. */
async function isWanted(term: string, limit: number, hostname: string, effects: Effects): Promise<boolean> {
  if (!effects.ask) return false
  effects.out('There is no library of real records yet. One can be made of a PubMed search, now:')
  effects.out(`  ${term} (the newest ${limit})`)
  return effects.ask(`Make it? The search is sent to NLM (${hostname}).`)
}

/** A failure leaves what was fetched, and the site with its sample notes. */
async function tryStarter(options: PubmedOptions, effects: Effects): Promise<boolean> {
  try {
    await pubmed(options, effects)
    return true
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'cancelled' || error.code === 'internal') throw thrown
    effects.out(`The library was not made, and the sample notes stand in: ${error.message}`)
    if (existsSync(`${options.out}.partial`)) effects.out('The same command goes on where it stopped.')
    return false
  }
}

function toPubmedOptions(siteFolder: string, term: string, limit: number): Omit<PubmedOptions, 'eutils'> {
  return {
    ...{ term, limit, encoderFolder: defaultEncoderFolder, batchSize: 1 },
    out: join(siteFolder, 'pubmed-starter'),
    description: {
      id: 'pubmed-starter',
      title: term === defaultTerm ? 'Recent systematic reviews' : `PubMed: ${term}`.slice(0, 100),
      kind: 'pubmed',
      licence: usualLicence,
    },
  }
}

async function isKnownHost(hostname: string): Promise<boolean> {
  return lookup(hostname).then(
    () => true,
    () => false,
  )
}
