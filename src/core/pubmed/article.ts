import type { Author, Notice } from '../record.ts'
import { cleanText } from '../text/cleanText.ts'
import { toPmid } from './clean.ts'
import { toInitials } from './author.ts'
import type { DateParts } from './date.ts'
import type { Draft } from './draft.ts'
import type { Shape } from '../xml/shape.ts'
import { within } from '../xml/shape.ts'

/** RefTypes that say something about this publication. */
const noticeKinds = new Map<string, Notice['kind']>([
  ['RetractionIn', 'retraction'],
  ['PartialRetractionIn', 'retraction'],
  ['RetractedandRepublishedIn', 'retraction'],
  ['ExpressionOfConcernIn', 'expression-of-concern'],
  ['ErratumIn', 'correction'],
  ['CorrectedandRepublishedIn', 'correction'],
])
/** Their twins, which say it about the one that they name. */
const announcedKinds = new Map<string, Notice['kind']>([
  ['RetractionOf', 'retraction'],
  ['PartialRetractionOf', 'retraction'],
  ['RetractedandRepublishedFrom', 'retraction'],
  ['ExpressionOfConcernFor', 'expression-of-concern'],
  ['ErratumFor', 'correction'],
  ['CorrectedandRepublishedFrom', 'correction'],
])
/** Labels that NLM gives to sections that have none. */
const emptyLabels = new Set(['UNLABELLED', 'UNASSIGNED'])

export const pmidShape: Shape<Draft> = {
  text(draft, text, { Version }) {
    if (draft.pmid !== undefined) return
    draft.pmid = text
    draft.version = Version !== undefined && /^\d{1,3}$/.test(Version) ? Number(Version) : 1
  },
}
export const titleShape: Shape<Draft> = { text: (draft, text) => void (draft.title ??= text) }
export const vernacularTitleShape: Shape<Draft> = {
  text: (draft, text) => void (draft.vernacularTitle ??= text),
}
export const languageShape: Shape<Draft> = {
  text: (draft, text) => addOnce(draft.languages, text.toLowerCase()),
}
export const publicationTypeShape: Shape<Draft> = {
  text: (draft, text) => addOnce(draft.publicationTypes, text),
}
export const abstractShape = within<Draft>({
  AbstractText: { text: (draft, text, { Label }) => void draft.abstract.push(toSection(text, Label)) },
})
/** Book documents and articles give the article's own identifiers beside those of its references. */
export const articleIdListShape = within<Draft>({
  ArticleId: { text: (draft, text, { IdType }) => void (IdType === 'doi' && draft.dois.push(text)) },
})

export function dateShape(which: keyof Draft['dates']): Shape<Draft> {
  const part = (name: keyof DateParts): Shape<Draft> => ({
    text: (draft, text) => void (draft.dates[which][name] ??= text),
  })
  return within({
    Year: part('year'),
    Month: part('month'),
    Season: part('month'), // "May-Jun" is a month to begin with, "Spring" is none
    Day: part('day'),
    MedlineDate: part('medline'),
  })
}

export function authorListShape(which: 'authors' | 'editors'): Shape<Draft> {
  const part = (name: 'family' | 'fore' | 'initials' | 'group'): Shape<Draft> => ({
    text: (draft, text) => void (draft.author[name] ??= text),
  })
  const author = within<Draft>(
    {
      LastName: part('family'),
      ForeName: part('fore'),
      Initials: part('initials'),
      CollectiveName: part('group'),
    },
    {
      // An invalid name stands beside its corrected form.
      open: (draft, { ValidYN }) => void (draft.author = { isValid: ValidYN !== 'N' }),
      close(draft) {
        const author = toAuthor(draft.author)
        if (author) draft[which].push(author)
      },
    },
  )
  return within({ Author: author })
}

const journalShape = within<Draft>({
  Title: journalPart('title'),
  ISOAbbreviation: journalPart('abbreviation'),
  JournalIssue: within({
    Volume: journalPart('volume'),
    Issue: journalPart('issue'),
    PubDate: dateShape('issue'),
  }),
})

const headingShape = within<Draft>(
  {
    DescriptorName: {
      text(draft, name, { UI, MajorTopicYN }) {
        const heading = draft.headings.at(-1)
        if (!heading) return
        heading.name = name
        heading.major = MajorTopicYN === 'Y'
        if (UI !== undefined && /^D\d{3,9}$/.test(UI)) heading.ui = UI
      },
    },
    QualifierName: {
      text(draft, name, { MajorTopicYN }) {
        draft.headings.at(-1)?.qualifiers.push({ name, major: MajorTopicYN === 'Y' })
      },
    },
  },
  {
    open: (draft) => void draft.headings.push({ name: '', major: false, qualifiers: [] }),
    close(draft) {
      const heading = draft.headings.at(-1)
      if (!heading) return
      if (heading.name === '') draft.headings.pop()
      // PubMed's [majr] finds a heading that is major by any of its qualifiers.
      heading.major ||= heading.qualifiers.some(({ major }) => major)
    },
  },
)

const noticeShape = within<Draft>(
  {
    PMID: { text: (draft, text) => void (draft.notice.pmid ??= text) },
    RefSource: { text: (draft, text) => void (draft.notice.source ??= text) },
  },
  {
    open(draft, { RefType = '' }) {
      const announced = announcedKinds.get(RefType)
      const kind = announced ?? noticeKinds.get(RefType)
      draft.notice = kind ? { kind, isOfAnother: announced !== undefined } : {}
    },
    close(draft) {
      const { kind, isOfAnother, source } = draft.notice
      if (!kind) return
      const pmid = toPmid(draft.notice.pmid ?? '')
      if (isOfAnother) return void (pmid !== undefined && draft.announced.push({ pmid, kind }))
      draft.notices.push({
        kind,
        ...(pmid !== undefined ? { pmid } : {}),
        ...(source !== undefined ? { source } : {}),
      })
    },
  },
)

/** Below PubmedArticle. */
export const articleShape = within<Draft>({
  MedlineCitation: within({
    PMID: pmidShape,
    Article: within({
      Journal: journalShape,
      ArticleTitle: titleShape,
      VernacularTitle: vernacularTitleShape,
      Pagination: within({
        MedlinePgn: journalPart('pages'),
        StartPage: journalPart('startPage'),
        EndPage: journalPart('endPage'),
      }),
      ELocationID: {
        text(draft, text, { EIdType, ValidYN }) {
          if (EIdType === 'doi' && ValidYN !== 'N') draft.dois.push(text)
        },
      },
      Abstract: abstractShape,
      AuthorList: authorListShape('authors'),
      Language: languageShape,
      PublicationTypeList: within({ PublicationType: publicationTypeShape }),
      ArticleDate: dateShape('article'),
    }),
    OtherAbstract: within(
      {
        AbstractText: {
          text: (draft, text, { Label }) =>
            void draft.otherAbstracts.at(-1)?.sections.push(toSection(text, Label)),
        },
      },
      {
        open: (draft, { Language = '' }) =>
          void draft.otherAbstracts.push({ language: Language, sections: [] }),
      },
    ),
    MeshHeadingList: within({ MeshHeading: headingShape }),
    CommentsCorrectionsList: within({ CommentsCorrections: noticeShape }),
  }),
  PubmedData: within({ ArticleIdList: articleIdListShape }),
})

function journalPart(name: keyof Draft['journal']): Shape<Draft> {
  return { text: (draft, text) => void (draft.journal[name] ??= text) }
}

function toSection(text: string, label: string | undefined) {
  const clean = cleanText(label ?? '')
  return clean === '' || emptyLabels.has(clean.toUpperCase()) ? { text } : { label: clean, text }
}

function toAuthor({ isValid, family, fore, initials, group }: Draft['author']): Author | undefined {
  if (!isValid) return undefined
  if (family !== undefined) {
    const letters = initials ?? toInitials(fore)
    return letters ? { name: family, initials: letters } : { name: family }
  }
  const name = group ?? fore
  return name === undefined ? undefined : { name }
}

/** No genuine record has a hundred languages or types; a made-up one must not make this slow. */
export function addOnce(list: string[], text: string): void {
  if (list.length < 100 && !list.includes(text)) list.push(text)
}
