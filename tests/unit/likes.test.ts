import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createLikes,
  likesOf,
  likingOf,
  noLikes,
  reduceLikes,
  type Likes,
  type Liking,
} from '../../src/app/search/likes.ts'

const record = (pmid: string) => ({ pmid, title: `Title ${pmid}` })
const like = (likes: Likes, pmid: string, as: Liking, query = 'gout') =>
  reduceLikes(likes, { type: 'liked', query, record: record(pmid), as })

describe('records that a list is to be like', () => {
  it('are taken, let go when chosen once more, and change sides', () => {
    const one = like(noLikes, '1', 'more')
    expect(one).toEqual({ query: 'gout', more: [record('1')], less: [] })
    expect(like(one, '1', 'more')).toEqual({ query: 'gout', more: [], less: [] })
    expect(like(one, '1', 'less')).toEqual({ query: 'gout', more: [], less: [record('1')] })
  })

  it('stand on one side at most, as the last press of each says', () => {
    const press = fc.record({
      pmid: fc.constantFrom('1', '2', '3'),
      as: fc.constantFrom('more' as const, 'less' as const),
    })
    fc.assert(
      fc.property(fc.array(press), (presses) => {
        const slow = new Map<string, Liking>()
        let likes: Likes = noLikes
        for (const { pmid, as } of presses) {
          likes = like(likes, pmid, as)
          if (slow.get(pmid) === as) slow.delete(pmid)
          else slow.set(pmid, as)
        }
        for (const pmid of ['1', '2', '3']) expect(likingOf(likes, pmid)).toBe(slow.get(pmid))
        expect(likes.more.length + likes.less.length).toBe(slow.size)
      }),
    )
  })

  it('belong to their question: of another one there are none, and a first one there begins anew', () => {
    const likes = like(noLikes, '1', 'more')
    expect(likesOf(likes, 'gout')).toBe(likes)
    expect(likesOf(likes, 'sepsis')).toEqual({ query: 'sepsis', more: [], less: [] })
    expect(like(likes, '2', 'less', 'sepsis')).toEqual({ query: 'sepsis', more: [], less: [record('2')] })
  })

  it('go with the search of their question, and each change asks for the list again', () => {
    let changes = 0
    const likes = createLikes(() => changes++)
    expect(likes.pmidsFor('gout')).toEqual({})
    likes.like('gout', record('1'), 'more')
    likes.like('gout', record('2'), 'less')
    expect(likes.pmidsFor('gout')).toEqual({ likes: { more: ['1'], less: ['2'] } })
    expect(likes.pmidsFor('gout and more')).toEqual({})
    likes.clear()
    expect(likes.pmidsFor('gout')).toEqual({})
    expect(changes).toBe(3)
  })
})
