export const resultTools = {
  label: 'With these results',
  save: 'Save this search',
  saved: 'Search saved',
  keepAll: 'Add all to a collection',
  report: 'Report',
}
