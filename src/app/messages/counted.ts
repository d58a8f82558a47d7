import { formatCount } from '../format.ts'

/** `1 record`, `2,000 records`: for languages whose nouns have these two forms, as English and German have. */
export const counted = (count: number, one: string, other: string) =>
  `${formatCount(count)} ${count === 1 ? one : other}`
