import type { QueryProblem } from '../../../core/query/fault.ts'

/** What a user reads of what is wrong at the marked place. */
export const queryFaults = {
  'date-backwards': 'The second date is earlier than the first.',
  'date-invalid':
    'This is no date. Write 2019, 2019/03 or 2019/03/15, and two of them with a colon: 2019:2023[dp].',
  'nesting-deep': 'The parentheses are nested too deeply.',
  'operator-alone': 'AND, OR and NOT stand between two terms; here one is missing.',
  'operator-double': 'Two operators follow each other.',
  'operator-small': 'As an operator it is written in capitals; in small letters it is a word.',
  'parenthesis-empty': 'Nothing stands between these parentheses.',
  'parenthesis-unclosed': 'This parenthesis is not closed.',
  'parenthesis-unopened': 'This parenthesis closes none.',
  'phrase-empty': 'There is no word here.',
  'phrase-unclosed': 'These quotes are not closed.',
  'pmid-invalid': 'A PMID has digits alone; several are parted by spaces or commas.',
  'qualifier-unknown': 'MeSH has no such qualifier (subheading).',
  'star-first': 'A star stands at the end of a word: words that end alike cannot be looked for.',
  'star-short': 'Before a star there must be at least four letters or digits.',
  'tag-alone': 'A tag stands after a term; here there is none before it.',
  'tag-unclosed': 'This bracket is not closed.',
  'tag-unknown': 'There is no such tag here.',
  'terms-many': 'The query has more than 500 terms.',
} satisfies Record<QueryProblem, string>
