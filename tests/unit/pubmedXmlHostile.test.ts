import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { xmlLimits } from '../../src/core/xml/guard.ts'
import { createPubmedXmlParser } from '../../src/core/pubmed/xml.ts'
import { article, articleSet, doctype, readXml } from '../fixtures/pubmedXml.ts'

function refusal(action: () => unknown): AppError {
  try {
    action()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('expected an AppError, nothing was thrown')
}

/** Refused with words that match, and with place and remedy. */
function expectRefused(text: string, words: RegExp): void {
  const { code, message } = refusal(() => readXml(text))
  expect(code).toBe('input-invalid')
  expect(message).toMatch(words)
  expect(message).toMatch(/^line \d+, column \d+: .+\. .+\.$/s)
}

/** Writes `piece` again and again after `start`; returns how many characters went in before it was refused. */
function charsUntilRefused(start: string, piece: string, words: RegExp): number {
  const ignore = () => {}
  const parser = createPubmedXmlParser({ onRecord: ignore, onDelete: ignore, onSkip: ignore })
  parser.write(start)
  let written = 0
  const { message } = refusal(() => {
    for (; written < 100 * 1024 * 1024; written += piece.length) parser.write(piece)
  })
  expect(message).toMatch(words)
  return written
}

const withSubset = (subset: string) =>
  `<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 2019//EN" "https://dtd.nlm.nih.gov/x.dtd" [${subset}]>` +
  `<PubmedArticleSet>${article({ title: '&a;' })}</PubmedArticleSet>`
const bigPiece = 'a'.repeat(1024 * 1024)

describe('a hostile PubMed XML file', () => {
  it.each([
    ['111: billion laughs', '<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;&b;&b;&b;&b;&b;">'],
    ['112: quadratic blow-up', `<!ENTITY a "${'x'.repeat(50_000)}">`],
    ['113: external entity, file', '<!ENTITY a SYSTEM "file:///etc/passwd">'],
    ['113: external entity, http', '<!ENTITY a SYSTEM "http://127.0.0.1/x">'],
    ['114: parameter entity', '<!ENTITY % a SYSTEM "http://127.0.0.1/x"> %a;'],
    ['115: subset that redefines &lt;', '<!ENTITY lt "&#38;#60;">'],
  ])('%s is refused at the DOCTYPE, before any record', (_name, subset) => {
    expectRefused(withSubset(subset), /internal subset/)
  })

  it.each([
    [
      'another public identifier',
      '<!DOCTYPE PubmedArticleSet PUBLIC "-//EVIL//DTD X//EN" "https://dtd.nlm.nih.gov/x">',
    ],
    [
      'a foreign system identifier',
      '<!DOCTYPE PubmedArticleSet SYSTEM "https://dtd.nlm.nih.gov.evil.test/x.dtd">',
    ],
    ['a local system identifier', '<!DOCTYPE PubmedArticleSet SYSTEM "file:///etc/passwd">'],
    ['no identifier', '<!DOCTYPE PubmedArticleSet>'],
  ])('with a DOCTYPE of %s is refused', (_name, declaration) => {
    expectRefused(`${declaration}<PubmedArticleSet/>`, /DOCTYPE is not one of NLM/)
  })

  it('116: nested deeper than the limit is refused, at the limit it is read', () => {
    const nested = (levels: number) =>
      articleSet(article({ title: '<i>'.repeat(levels) + 'x' + '</i>'.repeat(levels) }))
    // The title itself is at depth 5.
    expect(readXml(nested(xmlLimits.depth - 5)).records[0]?.title).toBe('x')
    expectRefused(nested(xmlLimits.depth - 4), /nested deeper than 64/)
    const written = charsUntilRefused('<PubmedArticleSet>', '<i>'.repeat(100_000), /nested deeper/)
    expect(written).toBe(0)
  })

  it('117: with an element name of 50 MB is refused after 3 MB at most', () => {
    expect(charsUntilRefused('<PubmedArticleSet><', bigPiece, /longer than 2 MB/)).toBeLessThan(3 * 2 ** 20)
    expect(charsUntilRefused('<PubmedArticleSet></', bigPiece, /longer than 2 MB/)).toBeLessThan(3 * 2 ** 20)
    expectRefused(
      `<PubmedArticleSet><${'n'.repeat(129)}/></PubmedArticleSet>`,
      /element name has 129 characters/,
    )
  })

  it('118: with 200,000 attributes is refused', () => {
    const attributes = Array.from({ length: 200_000 }, (_, index) => `a${index}=""`).join(' ')
    expectRefused(articleSet(`<PubmedArticle ${attributes}/>`), /longer than 2 MB|more than 64 attributes/)
    const few = Array.from({ length: 65 }, (_, index) => `a${index}=""`).join(' ')
    expectRefused(articleSet(`<PubmedArticle ${few}/>`), /more than 64 attributes/)
  })

  it.each([
    ['text', '<PubmedArticleSet><x>', bigPiece],
    ['entity', '<PubmedArticleSet><x>&', bigPiece],
    ['comment', '<PubmedArticleSet><!--', bigPiece],
    ['CDATA', '<PubmedArticleSet><x><![CDATA[', bigPiece],
    ['processing instruction', '<PubmedArticleSet><?x ', bigPiece],
    ['attribute value', '<PubmedArticleSet><x a="', bigPiece],
    ['DOCTYPE', '<!DOCTYPE PubmedArticleSet [', bigPiece],
    ['white space after the root', '<PubmedArticleSet/>', ' '.repeat(2 ** 20)],
  ])('119: with endless %s is refused after 3 MB at most', (_name, start, piece) => {
    expect(charsUntilRefused(start, piece, /longer than 2 MB/)).toBeLessThan(3 * 2 ** 20)
  })

  it('119: with endless text in pieces is refused by element and by record', () => {
    const title = '<PubmedArticleSet><PubmedArticle><MedlineCitation><Article><ArticleTitle>'
    const pieces = `${'a'.repeat(1000)}<!-- -->`.repeat(1000)
    expect(charsUntilRefused(title, pieces, /more than 2 MB of text/)).toBeLessThan(4 * 2 ** 20)
    const elements = `<i>${'a'.repeat(1000)}</i>`.repeat(1000)
    expect(charsUntilRefused(title, elements, /record is larger than 8 MB/)).toBeLessThan(10 * 2 ** 20)
  })

  it.each(['<![CDATA[x', '<!-- x', '<?x y', '<a b="'])(
    '120: that ends inside %s is called cut off',
    (start) => {
      expectRefused(`<PubmedArticleSet>${start}`, /ends too early.+cut off: download it again/)
    },
  )

  it('that is cut anywhere is refused, never taken for a whole one', () => {
    const text = articleSet(article()).trimEnd()
    for (let length = 0; length < text.length; length++) {
      expect(refusal(() => readXml(text.slice(0, length))).message, `at ${length}`).toMatch(/cut off/)
    }
  })

  it.each([
    ['121: a duplicate attribute', '<PubmedArticleSet a="1" a="2"/>', /duplicate attribute/],
    ['122: two roots', '<PubmedArticleSet/><PubmedArticleSet/>', /only one root/],
    ['123: garbage after the root', '<PubmedArticleSet/>garbage', /outside of root/],
    ['128: NUL', '<PubmedArticleSet><a>\0</a></PubmedArticleSet>', /disallowed character/],
    [
      '128: a reference to NUL',
      '<PubmedArticleSet><a>&#0;</a></PubmedArticleSet>',
      /malformed character entity/,
    ],
    ['124: UTF-16 taken for UTF-8', '<\0P\0u\0b\0', /not well-formed/],
    ['129: &nbsp;', articleSet(article({ title: 'a&nbsp;b' })), /line 5, .+undefined entity/],
    ['80: an unclosed <sub>', articleSet(article({ title: 'a<sub>b' })), /unexpected close tag/],
  ])('with %s is refused', (_name, text, words) => {
    expectRefused(text, words)
  })

  it.each([
    ['<!DOCTYPE html>\n<html><body>Too many requests</body></html>'],
    ['<html lang=en><head><title>429</title></head></html>'],
    ['\n<h1>Too many requests'],
  ])('143: that is an HTML page is called so: %s', (page) => {
    expectRefused(page, /an HTML page, not PubMed XML.+too many requests/)
  })

  it('143: that is no XML at all, or another kind of XML, is called so', () => {
    expectRefused('{"error":"API rate limit exceeded"}', /begins with "{", so it is not XML/)
    expectRefused('<eSearchResult><Count>1</Count></eSearchResult>', /root element is eSearchResult/)
  })

  it('that declares another encoding is refused, UTF-8 in any spelling is read', () => {
    const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><PubmedArticleSet/>`
    expectRefused(declared('windows-1252'), /declares the encoding windows-1252.+Convert it/)
    expect(readXml(declared('UTF-8')).records).toEqual([])
    expect(readXml(`\ufeff${declared('utf8')}`).records).toEqual([])
  })

  it('does not touch the prototype of anything by its names', () => {
    const { skips } = readXml(`${doctype}<PubmedArticleSet><__proto__/><constructor/></PubmedArticleSet>`)
    expect(skips.map(({ reason }) => reason)).toEqual(['unknown-kind', 'unknown-kind'])
  })

  it('flattens a record of a million superscripts in time', () => {
    const text = articleSet(article({ title: '1<sup>2</sup>'.repeat(500_000) }))
    expect(readXml(text).records[0]?.title.slice(0, 9)).toBe('1^21^21^2')
  })

  it('lets errors of the caller through as they are', () => {
    const parser = createPubmedXmlParser({
      onRecord() {
        throw new RangeError('mine')
      },
      onDelete() {},
      onSkip() {},
    })
    expect(() => parser.write(articleSet(article()))).toThrow(RangeError)
  })
})
