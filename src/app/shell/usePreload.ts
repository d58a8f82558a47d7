import { useEffect } from 'react'
import { consentDialog } from '../libraries/ConsentPart.tsx'
import { reader } from '../reader/ReaderPart.tsx'
import { whyPanel } from '../search/CardActions.tsx'
import { evidencePanel } from '../search/EvidenceSection.tsx'
import { queryFault, queryHelp, queryReading } from '../search/QueryParts.tsx'
import type { Session } from '../session.ts'
import { commandPalette } from './CommandsPart.tsx'
import { facetArea } from './FacetPart.tsx'
import { keepButton, keepingWatch, resultTools } from './KeepingParts.tsx'
import { newLibrary } from './NewLibraryPart.tsx'
import { pages } from './pages.ts'

/**
 * Once something can be done on the page, the other parts are fetched: they must open when the network is gone, as it may be
 * as soon as the page is here, when a library comes from a stick.
 */
export function usePreload({ phase }: Session): void {
  const isSettled = phase !== 'loading' && phase !== 'installing'
  useEffect(() => {
    if (!isSettled) return
    for (const { preload } of [
      commandPalette,
      consentDialog,
      facetArea,
      newLibrary,
      keepButton,
      keepingWatch,
      resultTools,
      whyPanel,
      evidencePanel,
      queryFault,
      queryHelp,
      queryReading,
      reader,
      ...Object.values(pages).map(({ part }) => part),
    ])
      preload()
  }, [isSettled])
}
