import { messages } from '../messages/messages.ts'
import { PartFailure } from './PartFailure.tsx'
import panel from './Panel.module.css'
import { pages, type PageName, type PageProps } from './pages.ts'
import { PartView } from './PartView.tsx'
import { useTitleFocus } from './useTitleFocus.ts'

interface Props extends PageProps {
  name: Exclude<PageName, 'search'>
}

/** A page beside the search. */
export function PageView({ name, ...props }: Props) {
  const title = messages.pages.titles[name]
  return (
    <PartView
      key={`${name}/${props.argument}`}
      part={pages[name].part}
      props={props}
      loading={
        <main className={panel.panel}>
          <h2>{title}</h2>
          <p className="soft" role="status">
            {messages.controls.loading}
          </p>
        </main>
      }
      failed={(failure, onRetry) => (
        <main className={panel.panel}>
          <FailedTitle title={title} />
          <PartFailure failure={failure} onRetry={onRetry} />
        </main>
      )}
    />
  )
}

function FailedTitle({ title }: { title: string }) {
  const heading = useTitleFocus()
  return (
    <h2 ref={heading} tabIndex={-1}>
      {title}
    </h2>
  )
}
