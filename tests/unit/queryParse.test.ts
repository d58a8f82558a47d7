import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { toPubmedQuery, toPubmedUrl } from '../../src/core/query/toPubmed.ts'
import { faultOf } from '../fakes/queryFault.ts'

function read(query: string): string | undefined {
  const tree = parseQuery(query)
  return tree && toPubmedQuery(tree)
}

describe('a query', () => {
  it.each([
    ['heart failure[mh]', 'heart failure[mh]'],
    ['Heart Failure[MeSH Terms:noexp]', 'Heart Failure[mh:noexp]'],
    ['x[MeSH Major Topic] AND y[Title/Abstract]', 'x[majr] AND y[tiab]'],
    ['x [ Publication  Type ]', 'x[pt]'],
    ['a AND b OR c NOT d', '((a AND b) OR c) NOT d'],
    ['a AND (b OR c)', 'a AND (b OR c)'],
    ['a AND NOT b', 'a NOT b'],
    ['asthma[mh] "night cough" fever', 'asthma[mh] AND "night cough" AND fever'],
    ['asthma[mh] and fever', 'asthma[mh] AND fever'],
    ['“heart failure”[ti]', '"heart failure"[ti]'],
    ['2019:2023[dp]', '2019:2023[dp]'],
    ['"2019/01/01"[Date - Publication] : "3000"[pdat]', '"2019/01/01"[dp] : "3000"[dp]'],
    ['therap*', 'therap*'],
    ['benzo[a]pyrene[ti]', 'benzo[a]pyrene[ti]'],
    ['asthma , AND , cats', 'asthma AND cats'],
  ])('%s is read as %s', (query, expected) => {
    expect(read(query)).toBe(expected)
  })

  it.each([
    'fatigue at night',
    'what is known of heart failure and sleep, or not?',
    'asthma (in children',
    'he was 5\'10" tall',
    'Patient [NAME] was seen [sic] on [DATE]',
    'benzo[a]pyrene and Ca[2+]',
    'car* and *itis',
    'p<0.05*',
    '*important*',
  ])('a plain text is none: %s', (text) => {
    expect(parseQuery(text)).toBeUndefined()
  })

  it('tells where each term stands', () => {
    const tree = parseQuery(' a[ti] OR "b c"')
    expect(tree).toMatchObject({
      kind: 'or',
      operands: [
        { text: 'a', start: 1, end: 6, field: 'ti' },
        { text: 'b c', start: 10, end: 15, isQuoted: true },
      ],
    })
  })
})

describe('a query that cannot be read', () => {
  it.each([
    ['"heart failure', 'phrase-unclosed', '"heart failure', '"heart failure"'],
    ['"" AND x', 'phrase-empty', '""', 'AND x'],
    ['(a AND b', 'parenthesis-unclosed', '(', '(a AND b)'],
    ['a) AND b', 'parenthesis-unopened', ')', 'a AND b'],
    ['a AND ()', 'parenthesis-empty', '()', 'a AND'],
    ['a AND', 'operator-alone', 'AND', 'a'],
    ['OR a', 'operator-alone', 'OR', 'a'],
    ['NOT a', 'operator-alone', 'NOT', undefined],
    ['a OR AND b', 'operator-double', 'OR AND', 'a OR b'],
    ['a[ti] or b', 'operator-small', 'or', 'a[ti] OR b'],
    ['a not "b c"', 'operator-small', 'not', 'a NOT "b c"'],
    ['a[titel]', 'tag-unknown', '[titel]', 'a[ti]'],
    ['a[tw] AND b', 'tag-unknown', '[tw]', 'a[tiab] AND b'],
    ['a AND b[nonsense]', 'tag-unknown', '[nonsense]', undefined],
    ['[mh] AND a', 'tag-alone', '[mh]', 'AND a'],
    ['a[mh', 'tag-unclosed', '[mh', 'a[mh]'],
    ['car*[ti]', 'star-short', 'car*', 'car[ti]'],
    ['x AND *itis', 'star-first', '*itis', 'x AND itis'],
    ['20199[dp]', 'date-invalid', '20199[dp]', undefined],
    ['1066[dp]', 'date-invalid', '1066[dp]', undefined],
    ['2019/13[dp]', 'date-invalid', '2019/13[dp]', undefined],
    ['2023:2019[dp]', 'date-backwards', '2023:2019[dp]', '2019:2023[dp]'],
    ['a[ti] : b[ti]', 'date-invalid', ':', undefined],
    ['abc[pmid]', 'pmid-invalid', 'abc[pmid]', undefined],
  ])('%s: %s at %s', (query, problem, marked, mend) => {
    const fault = faultOf(query)
    expect(fault.problem).toBe(problem)
    expect(query.slice(fault.start, fault.start + fault.length)).toBe(marked)
    expect(fault.mend).toBe(mend)
  })

  it('is bounded in terms and in depth', () => {
    expect(faultOf(Array.from({ length: 501 }, () => 'a').join(' OR ')).problem).toBe('terms-many')
    expect(faultOf(`${'('.repeat(60)}a OR b${')'.repeat(60)}`).problem).toBe('nesting-deep')
  })

  it('says nothing of the query in its message, which may be copied and sent', () => {
    try {
      parseQuery('zq7canary[mhh]')
    } catch (thrown) {
      expect((thrown as AppError).message).not.toContain('canary')
    }
    expect.assertions(1)
  })

  it('can be mended by its proposals, or is left to its writer: never an endless round', () => {
    const piece = fc.constantFrom(
      'a',
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      '"',
      '"b c"',
      '[ti]',
      '[tii]',
      '[dp]',
      '2019',
      ':',
      'x*',
      'abcd*',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        let query: string | undefined = pieces.join(' ')
        for (let tries = 0; query !== undefined; tries++) {
          expect(tries).toBeLessThan(60)
          try {
            parseQuery(query)
            return
          } catch (thrown) {
            if (!(thrown instanceof AppError) || !thrown.fault) throw thrown
            const { start, length, mend } = thrown.fault
            expect(start).toBeGreaterThanOrEqual(0)
            expect(start + length).toBeLessThanOrEqual(query.length)
            query = mend
          }
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the link to PubMed', () => {
  it('carries the query, and is left out where it would be too long', () => {
    expect(toPubmedUrl('"a b"[ti] & c')).toBe(
      'https://pubmed.ncbi.nlm.nih.gov/?term=%22a%20b%22%5Bti%5D%20%26%20c',
    )
    expect(toPubmedUrl('x'.repeat(7000))).toBeUndefined()
    expect(toPubmedUrl('a\ud800b')).toContain('term=a%EF%BF%BDb')
  })
})
