/** The mark of public/icon.svg without its tile, so that it takes the colours of the page. */
export function Logo() {
  return (
    <svg className="logo" viewBox="8 8 48 48" width="30" height="30" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="4.5" strokeLinecap="round">
        <circle cx="28" cy="28" r="17" />
        <path d="M40.5 40.5 52 52" />
        <path d="M28 20v5.5M28 25.5q0 5-6.5 8.5M28 25.5q0 5 6.5 8.5" strokeWidth="2.6" />
      </g>
      <g className="logo-nodes">
        <circle cx="28" cy="19" r="3.6" />
        <circle cx="21" cy="34.5" r="3.6" />
        <circle cx="35" cy="34.5" r="3.6" />
      </g>
    </svg>
  )
}
