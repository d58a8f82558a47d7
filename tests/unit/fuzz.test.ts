import fc from 'fast-check'
import { describe, it } from 'vitest'
import { inputsFrom } from '../fuzz/inputs.ts'
import { makeSeeds } from '../fuzz/seeds.ts'
import * as targets from '../fuzz/targets.ts'

const seeds = await makeSeeds()

describe('whatever bytes come', () => {
  it.each(Object.keys(targets) as (keyof typeof targets)[])(
    'R45: %s takes them or refuses them, and nothing else happens',
    (name) => {
      for (const seed of seeds[name]) targets[name](seed)
      fc.assert(fc.property(inputsFrom(seeds[name]), targets[name]), { seed: 1, numRuns: 2000 })
    },
  )
})
