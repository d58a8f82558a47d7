import { formatCount } from '../../format.ts'
import { counts } from './counts.ts'

export const map = {
  title: 'Map',
  about: (library: string, records: number) =>
    `${library}: ${counts.records(records)}. Near means near in meaning; the axes mean nothing.`,
  opening: 'Opening the map …',
  absent: (librariesAddress: string) => (
    <>
      This library was made without a map. Build it again, or get its{' '}
      <a href={librariesAddress}>newer version</a>.
    </>
  ),
  draw: 'Draw around records',
  whole: 'Whole map',
  searchWithin: (count: number) => `Search within these ${count}`,
  forgetLine: 'Forget the line',
  tooMany: (most: number) => `A search can be kept to ${counts.records(most)} at most: draw a smaller line.`,
  label: (library: string) =>
    `Map of ${library}. Arrow keys move it, plus and minus zoom, 0 shows all of it. The tables below say the same.`,
  hint: 'Point at a record for its title; press it to read it.',
  countInside: (count: number) => `${counts.records(count)} inside the line.`,
  inside: 'Inside the line',
  results: 'Results on the map',
  branches: 'Branches of MeSH',
  all: 'All',
  countLit: (count: number, lit: number) => `${formatCount(count)}, ${lit} of the results`,
  countListed: (count: number, listed: number) => `${counts.records(count)}; the first ${listed} are listed`,
  record: 'Record',
  branch: 'Branch',
  year: 'Year',
}
