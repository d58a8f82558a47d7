import { describe, expect, it } from 'vitest'
import { predictHeadings, shareHeadings, type Neighbour } from '../../src/engine/predict.ts'

const near = (score: number, ...names: string[]): Neighbour => ({
  score,
  headings: names.map((name) => ({ name })),
})
const settings = { neighbours: 3, power: 1, threshold: 0.5, checkTagThreshold: 0.9 }

describe('predicted headings', () => {
  it('have the share of their neighbours’ weight, the largest first, equal ones by name', () => {
    const shares = shareHeadings([near(0.8, 'B', 'A'), near(0.6, 'A', 'A'), near(0.6, 'C')], settings)
    expect(shares.map(({ name }) => name)).toEqual(['A', 'B', 'C'])
    for (const [i, share] of [0.7, 0.4, 0.3].entries()) expect(shares[i]?.share).toBeCloseTo(share)
  })

  it('come of the nearest that have headings, and of as many as are asked', () => {
    const neighbours = [near(0.9), near(0.9, 'A'), near(0.8), near(0.8, 'B'), near(0.7, 'B'), near(0.6, 'Z')]
    expect(shareHeadings(neighbours, settings).map(({ name }) => name)).toEqual(['B', 'A'])
  })

  it('count the near more the higher the power is', () => {
    const shareOfNear = (power: number) =>
      shareHeadings([near(0.9, 'A'), near(0.3, 'B')], { ...settings, power })[0]?.share
    expect(shareOfNear(0)).toBeCloseTo(0.5)
    expect(shareOfNear(1)).toBeCloseTo(0.75)
    expect(shareOfNear(2)).toBeCloseTo(0.9)
  })

  it('leave out what has less than the threshold, and judge check tags by their own', () => {
    const neighbours = [near(1, 'A', 'Humans', 'Female'), near(1, 'A', 'Humans'), near(1, 'B', 'Humans')]
    const { headings, checkTags } = predictHeadings(neighbours, settings)
    expect(headings.map(({ name }) => name)).toEqual(['A'])
    expect(checkTags.map(({ name }) => name)).toEqual(['Humans'])
  })

  it('are none without neighbours, or with such as point the other way', () => {
    expect(predictHeadings([])).toEqual({ headings: [], checkTags: [] })
    expect(predictHeadings([near(-0.5, 'A')])).toEqual({ headings: [], checkTags: [] })
  })

  it('carry the identifier of a heading that has one', () => {
    const neighbours = [{ score: 1, headings: [{ name: 'A', ui: 'D1' }] }]
    expect(predictHeadings(neighbours, settings).headings).toEqual([{ name: 'A', ui: 'D1', share: 1 }])
  })
})
