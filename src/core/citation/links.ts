/** Of a record on PubMed. */
export const toRecordUrl = (pmid: string) => `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`

/** A DOI may hold `#`, `?`, `<`: everything but its slashes is escaped. */
export function toDoiUrl(doi: string): string {
  return `https://doi.org/${doi.split('/').map(encodeURIComponent).join('/')}`
}
