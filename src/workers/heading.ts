/** Headings of the libraries that are searched, in the search worker. */
import type { QueryLists } from '../core/query/lists.ts'
import { readHeadingPage } from '../engine/headingPage.ts'
import type { HeadingContract } from '../protocol/heading.ts'
import type { Handlers } from '../rpc/serve.ts'

interface HeadingPorts {
  lists(): QueryLists | Promise<QueryLists>
  /** Absent until the encoder is there. */
  vectorOf(): ((row: number) => Float32Array | undefined) | undefined
}

export function createHeadings({ lists, vectorOf }: HeadingPorts): Handlers<HeadingContract> {
  return { readHeading: async ({ ui }) => readHeadingPage(ui, await lists(), vectorOf()) }
}
