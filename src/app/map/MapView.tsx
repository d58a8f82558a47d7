import { useCallback, useEffect, useMemo, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { mostChosen } from '../../core/filters.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { LibraryMap } from '../../protocol/map.ts'
import type { Controller } from '../controller.ts'
import type { CallEngine } from '../engineCall.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Session } from '../session.ts'
import type { PageProps } from '../shell/pages.ts'
import { pageAddress } from '../shell/usePage.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import { branchGroups, groupOf } from './branchColours.ts'
import { MapCanvas } from './MapCanvas.tsx'
import { MapLegend } from './MapLegend.tsx'
import { loadMap, type MapStage } from './mapStage.ts'
import { MapTable } from './MapTable.tsx'
import styles from './MapView.module.css'
import { useRecords } from './useRecords.ts'
import type { MapView as View } from './view.ts'

/** The main library as a picture: near records lie near each other, coloured by the branch of MeSH that they stand in. */
export function MapPage({ session, controller }: PageProps) {
  const title = useTitleFocus()
  const stage = useMap(session, controller)
  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <h2 ref={title} tabIndex={-1}>
          {partMessages.map.title}
        </h2>
        {stage.stage === 'shown' && (
          <p className="soft">{partMessages.map.about(stage.map.title, stage.map.pmids.length)}</p>
        )}
      </div>
      {stage.stage === 'loading' && <p role="status">{partMessages.map.opening}</p>}
      {stage.stage === 'absent' && <p className="note">{partMessages.map.absent(pageAddress.libraries)}</p>}
      {stage.stage === 'failed' && (
        <p className="note" role="alert">
          <strong>{messages.errors[stage.failure.code].title}.</strong>{' '}
          {messages.errors[stage.failure.code].explanation} {messages.errors[stage.failure.code].action}
        </p>
      )}
      {stage.stage === 'shown' && <ShownMap map={stage.map} session={session} controller={controller} />}
    </main>
  )
}

/** Of the library that is open now: a map that was asked for before does not stand for it. */
function useMap(session: Session, { call }: Controller): MapStage {
  const [loaded, setLoaded] = useState<{ key: string; stage: MapStage }>()
  const key = session.phase === 'ready' ? session.library.key : undefined
  useEffect(() => {
    if (key === undefined) return
    let isCurrent = true
    void loadMap(() => call('openMap', {})).then((stage) => isCurrent && setLoaded({ key, stage }))
    return () => {
      isCurrent = false
    }
  }, [key, call])
  return loaded !== undefined && loaded.key === key ? loaded.stage : { stage: 'loading' }
}

interface ShownProps {
  map: LibraryMap
  session: Session
  controller: Controller
}

function ShownMap({ map, session, controller }: ShownProps) {
  const [view, setView] = useState<View>()
  const [isChoosing, setChoosing] = useState(false)
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [hovered, setHovered] = useState<number>()
  const [onlyGroup, setOnlyGroup] = useState<number>()
  const shown = session.phase === 'ready' ? session.shown : undefined

  const groups = useMemo(() => map.branches.map(groupOf), [map])
  const placeByPmid = useMemo(() => new Map(Array.from(map.pmids, (pmid, place) => [pmid, place])), [map])
  const lit = useMemo(
    () => (shown?.output.hits ?? []).flatMap(({ record }) => placeByPmid.get(Number(record.pmid)) ?? []),
    [shown, placeByPmid],
  )
  const litPmids = useMemo(() => lit.map((place) => map.pmids[place] ?? 0), [lit, map])
  const chosenPmids = useMemo(() => chosen.map((place) => map.pmids[place] ?? 0), [chosen, map])
  const picture = useMemo(
    () => ({ coordinates: map.coordinates, groups, lit, chosen, hovered, onlyGroup }),
    [map, groups, lit, chosen, hovered, onlyGroup],
  )
  const branchOf = useCallback(
    (pmid: number) => partMessages.branches[branchGroups[groups[placeByPmid.get(pmid) ?? 0] ?? 0] ?? 'none'],
    [groups, placeByPmid],
  )
  function searchWithin() {
    if (session.phase !== 'ready') return
    controller.setFilters({ ...session.filters, pmids: chosenPmids.map(String) })
    location.hash = pageAddress.search
  }

  function read(record: PubmedRecord) {
    controller.readRecord(record)
    location.hash = pageAddress.search
  }

  async function readPlace(place: number) {
    const [record] = await controller.call('findRecords', { pmids: [String(map.pmids[place])] })
    if (record) read(record)
  }

  return (
    <>
      <div className={styles.tools} role="toolbar" aria-label={partMessages.map.title}>
        <ToggleButton className="button" isSelected={isChoosing} onChange={setChoosing}>
          {partMessages.map.draw}
        </ToggleButton>
        <Button className="button" onPress={() => setView(undefined)}>
          {partMessages.map.whole}
        </Button>
        {chosen.length > 0 && (
          <>
            <Button
              className="button button-primary"
              isDisabled={chosen.length > mostChosen}
              onPress={searchWithin}
            >
              {partMessages.map.searchWithin(chosen.length)}
            </Button>
            <Button className="button" onPress={() => setChosen([])}>
              {partMessages.map.forgetLine}
            </Button>
          </>
        )}
      </div>
      {chosen.length > mostChosen && <p className="note">{partMessages.map.tooMany(mostChosen)}</p>}
      <div className={styles.body}>
        <div>
          <MapCanvas
            label={partMessages.map.label(map.title)}
            picture={picture}
            view={view}
            isChoosing={isChoosing}
            onView={setView}
            onHover={setHovered}
            onChoose={(places) => {
              setChosen(places)
              setChoosing(false)
            }}
            onOpen={(place) => void readPlace(place)}
          />
          <Caption
            pmid={hovered === undefined ? undefined : map.pmids[hovered]}
            call={controller.call}
            branchOf={branchOf}
          />
        </div>
        <MapLegend
          counts={countGroups(groups)}
          litCounts={lit.length > 0 ? countGroups(lit.map((place) => groups[place] ?? 0)) : undefined}
          onlyGroup={onlyGroup}
          onOnlyGroup={setOnlyGroup}
        />
      </div>
      <p role="status" className="visually-hidden">
        {chosen.length > 0 && partMessages.map.countInside(chosen.length)}
      </p>
      {chosen.length > 0 && (
        <MapTable
          title={partMessages.map.inside}
          pmids={chosenPmids}
          call={controller.call}
          branchOf={branchOf}
          onOpen={read}
        />
      )}
      {lit.length > 0 && (
        <MapTable
          title={partMessages.map.results}
          pmids={litPmids}
          call={controller.call}
          branchOf={branchOf}
          onOpen={read}
        />
      )}
    </>
  )
}

interface CaptionProps {
  pmid: number | undefined
  call: CallEngine
  branchOf(pmid: number): string
}

/** What is under the pointer, with its branch in words: colour alone would not tell everyone. */
function Caption({ pmid, call, branchOf }: CaptionProps) {
  const pmids = useMemo(() => (pmid === undefined ? [] : [pmid]), [pmid])
  const record = useRecords(call, pmids)?.[0]
  return (
    <p className={`${styles.caption} soft`}>
      {record ? (
        <>
          <span lang="en">{record.title}</span>
          {record.date && ` · ${record.date.year}`} · {branchOf(Number(record.pmid))}
        </>
      ) : (
        partMessages.map.hint
      )}
    </p>
  )
}

function countGroups(groups: Iterable<number>): number[] {
  const counts = branchGroups.map(() => 0)
  for (const group of groups) counts[group] = (counts[group] ?? 0) + 1
  return counts
}
