import {
  abstractShape,
  articleIdListShape,
  authorListShape,
  dateShape,
  languageShape,
  pmidShape,
  publicationTypeShape,
  titleShape,
  vernacularTitleShape,
} from './article.ts'
import type { Draft } from './draft.ts'
import { within } from '../xml/shape.ts'

/**
 * Below PubmedBookArticle: a chapter (with ArticleTitle) or a whole book. PubMed dates both by the book and takes the
 * book's own authors or editors where the chapter names none.
 */
export const bookShape = within<Draft>({
  BookDocument: within({
    PMID: pmidShape,
    ArticleIdList: articleIdListShape,
    Book: within({
      BookTitle: { text: (draft, text) => void (draft.bookTitle ??= text) },
      PubDate: dateShape('issue'),
      AuthorList: authorListShape('editors'),
    }),
    ArticleTitle: titleShape,
    VernacularTitle: vernacularTitleShape,
    Pagination: within({ MedlinePgn: { text: (draft, text) => void (draft.journal.pages ??= text) } }),
    Language: languageShape,
    AuthorList: authorListShape('authors'),
    PublicationType: publicationTypeShape,
    Abstract: abstractShape,
    ContributionDate: dateShape('contribution'),
  }),
  PubmedBookData: within({ ArticleIdList: articleIdListShape }),
})
