import fc from 'fast-check'
import type { PubmedRecord } from '../../src/core/record.ts'
import { toyRecord } from './toyPack.ts'

/** A record with any text in it: emoji, right-to-left, control characters, line separators. */
export const anyRecord: fc.Arbitrary<PubmedRecord> = fc
  .record({
    pmid: fc.integer({ min: 1, max: 0xffff_ffff }).map(String),
    title: fc.string({ unit: 'binary' }),
    text: fc.string({ unit: 'grapheme' }),
  })
  .map(({ pmid, title, text }) => toyRecord(pmid, { title, abstract: [{ label: 'METHODS', text }] }))
