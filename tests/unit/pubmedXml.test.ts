import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { article, articleSet, readOne, readXml } from '../fixtures/pubmedXml.ts'

const fullArticle = {
  pmid: '<PMID Version="2">00123</PMID>',
  title: 'Effects of <i>Camellia sinensis</i> on CO<sub>2</sub>\n  uptake.',
  article: `
    <Journal><ISSN>0000-0000</ISSN>
      <JournalIssue><Volume>7</Volume><Issue>2</Issue><PubDate><Year>2003</Year><Month>Feb</Month><Day>28</Day></PubDate></JournalIssue>
      <Title>Journal of Tea</Title><ISOAbbreviation>J Tea</ISOAbbreviation></Journal>
    <Pagination><StartPage>11</StartPage><EndPage>19</EndPage><MedlinePgn>11-9</MedlinePgn></Pagination>
    <ELocationID EIdType="pii" ValidYN="Y">S0000</ELocationID>
    <ELocationID EIdType="doi" ValidYN="Y">10.1234/tea.7</ELocationID>
    <Abstract>
      <AbstractText Label="AIM" NlmCategory="OBJECTIVE">To drink &lt;tea&gt; &amp; see.</AbstractText>
      <AbstractText Label="UNLABELLED">Nothing happened.</AbstractText>
      <AbstractText Label="EMPTY"> </AbstractText>
      <CopyrightInformation>Nobody.</CopyrightInformation>
    </Abstract>
    <AuthorList CompleteYN="Y">
      <Author ValidYN="Y"><LastName>Müller</LastName><ForeName>Anna Maria</ForeName><Initials>AM</Initials>
        <AffiliationInfo><Affiliation>Somewhere</Affiliation></AffiliationInfo></Author>
      <Author ValidYN="Y"><LastName>Ito</LastName><ForeName>Ken-ji</ForeName></Author>
      <Author ValidYN="N"><LastName>Itto</LastName><Initials>K</Initials></Author>
      <Author ValidYN="Y"><CollectiveName>Tea Study Group</CollectiveName></Author>
    </AuthorList>
    <Language>eng</Language><Language>ger</Language>
    <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
    <VernacularTitle>Wirkung von Tee.</VernacularTitle>
    <ArticleDate DateType="Electronic"><Year>2002</Year><Month>12</Month><Day>01</Day></ArticleDate>`,
  citation: `
    <CommentsCorrectionsList>
      <CommentsCorrections RefType="RetractionIn"><RefSource>J Tea. 2004;8:1</RefSource><PMID Version="1">900</PMID></CommentsCorrections>
      <CommentsCorrections RefType="ExpressionOfConcernIn"><RefSource>J Tea. 2003;7:9</RefSource></CommentsCorrections>
      <CommentsCorrections RefType="ErratumIn"><RefSource>J Tea. 2003;7:8</RefSource><PMID Version="1">901</PMID></CommentsCorrections>
      <CommentsCorrections RefType="RetractionOf"><RefSource>other</RefSource><PMID Version="1">902</PMID></CommentsCorrections>
      <CommentsCorrections RefType="Cites"><RefSource>other</RefSource><PMID Version="1">903</PMID></CommentsCorrections>
    </CommentsCorrectionsList>
    <MeshHeadingList>
      <MeshHeading><DescriptorName UI="D013662" MajorTopicYN="N">Tea</DescriptorName>
        <QualifierName UI="Q000009" MajorTopicYN="Y">adverse effects</QualifierName>
        <QualifierName UI="Q000737" MajorTopicYN="N">chemistry</QualifierName></MeshHeading>
      <MeshHeading><DescriptorName UI="D006801" MajorTopicYN="N">Humans</DescriptorName></MeshHeading>
    </MeshHeadingList>`,
  rest: `<PubmedData>
    <History><PubMedPubDate PubStatus="pubmed"><Year>2001</Year></PubMedPubDate></History>
    <ArticleIdList><ArticleId IdType="pubmed">123</ArticleId><ArticleId IdType="doi">10.1234/other</ArticleId></ArticleIdList>
    <ReferenceList><Reference><Citation>x</Citation><ArticleIdList><ArticleId IdType="doi">10.9/ref</ArticleId></ArticleIdList></Reference></ReferenceList>
    </PubmedData>`,
}

describe('a PubMed article', () => {
  it('gives every field that a library keeps', () => {
    const { records, versions, announced, skips } = readXml(articleSet(article(fullArticle)))
    expect(skips).toEqual([])
    expect(announced).toEqual([['902', { kind: 'retraction', pmid: '123' }]])
    expect(versions).toEqual([2])
    expect(records).toEqual([
      {
        pmid: '123',
        title: 'Effects of Camellia sinensis on CO2 uptake.',
        abstract: [{ label: 'AIM', text: 'To drink <tea> & see.' }, { text: 'Nothing happened.' }],
        vernacularTitle: 'Wirkung von Tee.',
        journal: { title: 'Journal of Tea', abbreviation: 'J Tea', volume: '7', issue: '2', pages: '11-9' },
        date: { year: 2003, month: 2, day: 28 },
        authors: [
          { name: 'Müller', initials: 'AM' },
          { name: 'Ito', initials: 'KJ' },
          { name: 'Tea Study Group' },
        ],
        headings: [
          {
            name: 'Tea',
            ui: 'D013662',
            major: true,
            qualifiers: [
              { name: 'adverse effects', major: true },
              { name: 'chemistry', major: false },
            ],
          },
          { name: 'Humans', ui: 'D006801', major: false, qualifiers: [] },
        ],
        publicationTypes: ['Journal Article'],
        languages: ['eng', 'ger'],
        notices: [
          { kind: 'retraction', pmid: '900', source: 'J Tea. 2004;8:1' },
          { kind: 'expression-of-concern', source: 'J Tea. 2003;7:9' },
          { kind: 'correction', pmid: '901', source: 'J Tea. 2003;7:8' },
        ],
        doi: '10.1234/tea.7',
      },
    ])
  })

  it('gives the same records however the text is cut', () => {
    const text = articleSet(
      article(fullArticle),
      article({ pmid: '<PMID>x</PMID>' }),
      article({ pmid: '<PMID>7</PMID>', title: '<![CDATA[a < b]]> &#x1F375; 𝔘<!-- no -->\r\nend' }),
      '<DeleteCitation><PMID Version="1">55</PMID></DeleteCitation>',
    )
    const whole = readXml(text)
    expect(whole.records[1]?.title).toBe('a < b 🍵 𝔘 end')
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 40 }), (cuts) => {
        expect(readXml(text, cuts)).toEqual(whole)
      }),
      { seed: 138 },
    )
    const everywhere = Array.from({ length: text.length }, (_, place) => place)
    expect(readXml(text, everywhere)).toEqual(whole)
  })

  it('is read from a file with this one article as its root', () => {
    expect(readXml(article(fullArticle)).records.map(({ pmid }) => pmid)).toEqual(['123'])
  })

  it('132: has the same text with LF, CRLF and CR as line ends', () => {
    const text = articleSet(article(fullArticle))
    const expected = readXml(text)
    for (const lineEnd of ['\r\n', '\r']) {
      expect(readXml(text.replaceAll('\n', lineEnd)).records).toEqual(expected.records)
    }
  })

  it.each([
    ['no PMID', '', 'no-pmid'],
    ['an empty PMID', '<PMID Version="1"></PMID>', 'no-pmid'],
    ['a PMID with letters', '<PMID Version="1">12a</PMID>', 'bad-pmid'],
    ['the PMID 0', '<PMID Version="1">0</PMID>', 'bad-pmid'],
    ['a PMID over 32 bits', '<PMID Version="1">4294967296</PMID>', 'bad-pmid'],
  ])('133: is skipped with its line for %s, and the next one is read', (_what, pmid, reason) => {
    const { records, skips } = readXml(articleSet(article({ pmid }), article()))
    expect(records.map((record) => record.pmid)).toEqual(['101'])
    expect(skips).toMatchObject([{ reason, place: { line: 4 } }])
  })

  it('133: has the largest PMID that fits, without leading zeros, and version 1 unless told', () => {
    const { records, versions } = readXml(articleSet(article({ pmid: '<PMID>004294967295</PMID>' })))
    expect([records[0]?.pmid, versions[0]]).toEqual(['4294967295', 1])
  })

  it('is skipped without title and abstract, and takes the vernacular title for a missing one', () => {
    expect(readXml(articleSet(article({ title: ' <i/> ' }))).skips).toMatchObject([
      { reason: 'no-text', place: { line: 4, pmid: '101' } },
    ])
    const record = readOne({ title: '', article: '<VernacularTitle>Sur le thé.</VernacularTitle>' })
    expect(record.title).toBe('Sur le thé.')
    expect(record).not.toHaveProperty('vernacularTitle')
  })

  it('134, 135: comes once for every time it stands there, and deletions come in order', () => {
    const twice = readXml(
      articleSet(article(), article(), '<DeleteCitation><PMID>101</PMID><PMID>abc</PMID></DeleteCitation>'),
    )
    expect(twice.records.map(({ pmid }) => pmid)).toEqual(['101', '101'])
    expect(twice.deleted).toEqual(['101'])
    expect(twice.skips).toMatchObject([{ reason: 'bad-pmid' }])
  })

  it('136: is marked retracted by its publication type alone', () => {
    const types =
      '<PublicationTypeList><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>'
    expect(readOne({ article: types }).notices).toEqual([{ kind: 'retraction' }])
  })

  it('138: keeps the value of numbers when markup is flattened', () => {
    const flat = (title: string): string => readOne({ title }).title
    expect(flat('10<sup>5</sup> to 10<sup>-3</sup> mol')).toBe('10^5 to 10^-3 mol')
    expect(flat('Ca<sup>2+</sup>, CD4<sup>+</sup> and m<sup>2</sup>')).toBe('Ca2+, CD4+ and m2')
    expect(flat('SO<sub>4</sub><sup>2-</sup>')).toBe('SO4^2-')
    expect(flat('<b>very <i>deep<u>ly</u></i></b> marked')).toBe('very deeply marked')
    const math = (body: string): string => flat(`x <mml:math xmlns:mml="m">\n ${body}\n </mml:math> y`)
    expect(math('<mml:mfrac> <mml:mn>1</mml:mn>\n <mml:mn>2</mml:mn> </mml:mfrac>')).toBe('x 1/2 y')
    expect(math('<mml:msup><mml:mn>10</mml:mn><mml:mn>6</mml:mn></mml:msup>')).toBe('x 10^6 y')
    expect(math('<mml:mi>a</mml:mi><mml:annotation>\\alpha</mml:annotation>')).toBe('x a y')
  })

  it('139, 140: takes another abstract only when it has none of its own', () => {
    const other = `<OtherAbstract Language="spa"><AbstractText>Hola.</AbstractText></OtherAbstract>
      <OtherAbstract Language="eng"><AbstractText Label="A">Hello.</AbstractText></OtherAbstract>`
    expect(readOne({ citation: other }).abstract).toEqual([{ label: 'A', text: 'Hello.' }])
    expect(readOne({ citation: other, article: '<Abstract/>' }).abstract).toEqual([
      { label: 'A', text: 'Hello.' },
    ])
    const own = '<Abstract><AbstractText>Own.</AbstractText></Abstract>'
    expect(readOne({ citation: other, article: own }).abstract).toEqual([{ text: 'Own.' }])
    expect(readOne({ article: '<Abstract><AbstractText/></Abstract>' }).abstract).toEqual([])
  })

  it('141: is read with a namespace prefix, declared or not', () => {
    const prefixed = article(fullArticle).replaceAll(/<(\/?)(?=[A-Z])/g, '<$1p:')
    expect(readXml(prefixed).records).toEqual(readXml(article(fullArticle)).records)
  })

  it('never takes a DOI or a PMID from its references', () => {
    const rest = `<PubmedData><ReferenceList><Reference><ArticleIdList>
      <ArticleId IdType="doi">10.9999/ref</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>`
    const citation = `<CommentsCorrectionsList><CommentsCorrections RefType="Cites"><PMID>5</PMID></CommentsCorrections></CommentsCorrectionsList>`
    expect(readOne({ rest })).not.toHaveProperty('doi')
    expect(readXml(articleSet(article({ pmid: '', citation }))).skips).toMatchObject([{ reason: 'no-pmid' }])
  })

  it('has no DOI that would make a dangerous link', () => {
    const article = '<ELocationID EIdType="doi">javascript:alert(1)</ELocationID>'
    expect(readOne({ article })).not.toHaveProperty('doi')
  })
})

describe('the date of an article', () => {
  const dated = (pubDate: string, more = '') =>
    readOne({
      article: `<Journal><JournalIssue><PubDate>${pubDate}</PubDate></JournalIssue></Journal>${more}`,
    }).date

  it.each([
    ['<Year>2001</Year>', { year: 2001 }],
    ['<Year>2001</Year><Month>09</Month>', { year: 2001, month: 9 }],
    ['<Year>2001</Year><Month>August</Month>', { year: 2001, month: 8 }],
    ['<Year>2001</Year><Month>Feb</Month><Day>30</Day>', { year: 2001, month: 2 }],
    ['<Year>2001</Year><Season>Spring</Season>', { year: 2001 }],
    ['<Year>2001</Year><Season>May-Jun</Season>', { year: 2001, month: 5 }],
    ['<MedlineDate>1975 Jan-Feb</MedlineDate>', { year: 1975, month: 1 }],
    ['<MedlineDate>1978 SEP-OCT</MedlineDate>', { year: 1978, month: 9 }],
    ['<MedlineDate>Spring 2003</MedlineDate>', { year: 2003 }],
    ['<MedlineDate>2003 Spring</MedlineDate>', { year: 2003 }],
    ['<MedlineDate>1998 Dec-1999 Jan</MedlineDate>', { year: 1998, month: 12 }],
    ['<MedlineDate>no date</MedlineDate>', undefined],
    ['<Year>0000</Year>', undefined],
    ['<Year>9999</Year>', undefined],
  ])('92: %s is read as far as it is clear', (pubDate, expected) => {
    expect(dated(pubDate)).toEqual(expected)
  })

  it('is that of the electronic article when the issue has none', () => {
    const articleDate = '<ArticleDate><Year>2010</Year><Month>05</Month><Day>06</Day></ArticleDate>'
    expect(dated('', articleDate)).toEqual({ year: 2010, month: 5, day: 6 })
    expect(dated('<Year>2011</Year>', articleDate)).toEqual({ year: 2011 })
  })
})

describe('137: a book article', () => {
  const book = (inner: string) =>
    `<PubmedBookArticleSet><PubmedBookArticle><BookDocument>${inner}</BookDocument></PubmedBookArticle></PubmedBookArticleSet>`
  const bookPart = `<Book><Publisher><PublisherName>P</PublisherName></Publisher><BookTitle book="b">Teas [Internet]</BookTitle>
    <PubDate><Year>2020</Year><Month>01</Month></PubDate>
    <AuthorList Type="editors"><Author><LastName>Pot</LastName><Initials>T</Initials></Author></AuthorList></Book>`

  it('as a chapter has its own title and authors, and the book as its journal', () => {
    const chapter = `<PMID Version="1">77</PMID>${bookPart}<ArticleTitle>Green tea</ArticleTitle><Language>eng</Language>
      <AuthorList Type="authors"><Author><LastName>Leaf</LastName><Initials>G</Initials></Author></AuthorList>
      <PublicationType UI="D016454">Review</PublicationType><Abstract><AbstractText>It is green.</AbstractText></Abstract>
      <ContributionDate><Year>2019</Year></ContributionDate>`
    expect(readXml(book(chapter)).records).toMatchObject([
      {
        pmid: '77',
        title: 'Green tea',
        journal: { title: 'Teas [Internet]' },
        date: { year: 2020, month: 1 },
        authors: [{ name: 'Leaf', initials: 'G' }],
        abstract: [{ text: 'It is green.' }],
        publicationTypes: ['Review'],
      },
    ])
  })

  it('as a whole has the title and editors of the book, and without PMID is skipped', () => {
    const [record] = readXml(book(`<PMID>78</PMID>${bookPart}`)).records
    expect(record).toMatchObject({ title: 'Teas [Internet]', authors: [{ name: 'Pot' }] })
    expect(record).not.toHaveProperty('journal')
    expect(readXml(book(bookPart)).skips).toMatchObject([{ reason: 'no-pmid' }])
  })

  it('stands among articles as well, and an unknown kind of record is counted', () => {
    const inner = book(`<PMID>78</PMID>${bookPart}`).replaceAll(/<\/?PubmedBookArticleSet>/g, '')
    const { records, skips } = readXml(articleSet(article(), inner, '<NewKind><PMID>9</PMID></NewKind>'))
    expect(records.map(({ pmid }) => pmid)).toEqual(['101', '78'])
    expect(skips).toMatchObject([{ reason: 'unknown-kind' }])
  })
})
