export const queryHelp = {
  intro:
    'Without any of these signs a query is plain text: it ranks all records and leaves none out. With them it filters, in PubMed’s language and on this device. What has neither tag nor quotes beside a part that has ranks what is left:',
  signsTitle: 'Signs',
  /** By an example of each, as are the tags. */
  signs: {
    'asthma AND children': 'Both. AND, OR and NOT in capitals; they take from left to right.',
    'asthma NOT (cats OR dogs)': 'Parentheses come first.',
    '"quality of life"': 'Words in this order, letter for letter, in title or abstract.',
    'therap*': 'Words that begin so, with four letters or more before the star.',
  },
  tagsTitle: 'Tags, after a term',
  tags: {
    'Heart Failure[mh]': 'MeSH heading, with all below it. An entry term does as well: cardiac failure[mh].',
    'Heart Failure[mh:noexp]': 'The heading alone.',
    'Heart Failure[majr]': 'As a major topic; [majr:noexp] without those below it.',
    'Heart Failure/drug therapy[mh]': 'The heading with a qualifier, by name or its two letters: /dt.',
    'diagnosis[sh]': 'A qualifier with any heading.',
    'fatigue[ti]': 'Words of the title, in any form; in quotes as they are written.',
    'fatigue[tiab]': 'Words of title or abstract.',
    'smith j[au]': 'Author: family name and initials.',
    'lancet[ta]': 'Journal, by its title or its abbreviation.',
    'randomized controlled trial[pt]': 'Publication type, with those below it.',
    '2019:2023[dp]': 'Date of publication: 2019, 2019/03, 2019/03/15, or from one to another.',
    'german[la]': 'Language, by name or code.',
    '15894554[pmid]': 'One PMID or several.',
  },
  longNames:
    'PubMed’s long names do as well: [MeSH Terms], [Title/Abstract], [Publication Type]. Above the results stands how your query was read.',
}
