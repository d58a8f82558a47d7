export const timings = {
  exact: 'exact',
  approximate: 'approximate',
  byWords: 'by words',
  question: 'Reading your question',
  search: 'Finding the records',
  records: 'Getting the records',
}
