import type { ComponentProps } from 'react'
import type { FacetArea } from '../facets/FacetArea.tsx'
import styles from '../facets/FacetArea.module.css'
import { createPart } from './part.ts'
import { PartFailure } from './PartFailure.tsx'
import { PartView } from './PartView.tsx'

export const facetArea = createPart(async () => (await import('../facets/FacetArea.tsx')).FacetArea)

/** The room is there from the beginning: nothing moves when the filters come. */
export function FacetPart(props: ComponentProps<typeof FacetArea>) {
  return (
    <PartView
      part={facetArea}
      props={props}
      loading={
        <>
          <div className={styles.column} aria-busy="true" />
          <div className={styles.bar} />
        </>
      }
      failed={(failure, onRetry) => (
        <div className={styles.bar}>
          <PartFailure failure={failure} onRetry={onRetry} />
        </div>
      )}
    />
  )
}
