import { useEffect, useMemo, useState } from 'react'
import type { Language } from '../../app/messages/locale.ts'
import { Logo } from '../../app/shell/Logo.tsx'
import { optionNames, type WidgetOptions } from '../options.ts'
import { toPropName } from '../package/propName.ts'
import { BioHiCLSearch } from '../package/react.ts'
import { CopyText } from './CopyText.tsx'
import { emptyForm, readForm, type FormTexts } from './form.ts'
import { OptionField } from './OptionField.tsx'
import { places, writeListing, writePolicy, writeSnippet, type Place } from './snippets.ts'
import { texts } from './texts.ts'
import styles from './Configure.module.css'

interface Props {
  /** Address of the site that this page belongs to, with a slash at its end. */
  site: string
  language: Language
}

/** A form with every option, the search with those options, and what to write into a page for it. */
export function Configure({ site, language }: Props) {
  const t = texts[language]
  const [form, setForm] = useState<FormTexts>(emptyForm)
  const [place, setPlace] = useState<Place>('script')
  const { given, faults } = useMemo(() => readForm(form), [form])
  const shown = useSettled(given, 400)
  return (
    <>
      <header className={styles.header}>
        <a href={site} className={styles.name}>
          <Logo />
          <span>
            BioHiCL <span className="soft">Search</span>
          </span>
        </a>
        <a href={site}>{t.toApp}</a>
      </header>
      <main className={styles.page}>
        <div className={styles.title}>
          <h1>{t.title}</h1>
          <p>{t.about}</p>
        </div>
        <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
          <h2>{t.options}</h2>
          <p className={styles.hint}>{t.optionsHint}</p>
          <div className={styles.fields}>
            {optionNames.map((name) => (
              <OptionField
                key={name}
                name={name}
                words={t.names[name]}
                text={form[name]}
                fault={faults[name]}
                onChange={(text) => setForm({ ...form, [name]: text })}
              />
            ))}
          </div>
        </form>
        <div className={styles.outcome}>
          <section aria-labelledby="preview">
            <h2 id="preview">{t.preview}</h2>
            <p className={styles.hint}>{t.previewHint}</p>
            <div className={styles.preview}>
              <BioHiCLSearch site={site} {...toProps(shown)} />
            </div>
          </section>
          <section aria-labelledby="snippet">
            <h2 id="snippet">{t.snippet}</h2>
            <fieldset className={styles.places}>
              <legend>{t.place}</legend>
              {places.map((each) => (
                <label key={each}>
                  <input type="radio" name="place" checked={each === place} onChange={() => setPlace(each)} />
                  {t.places[each].label}
                </label>
              ))}
            </fieldset>
            <p className={styles.hint}>{t.places[place].hint}</p>
            <CopyText label={t.snippet} text={writeSnippet(place, site, given)} words={t} />
            <h3>{t.policy}</h3>
            <p className={styles.hint}>{t.policyHint}</p>
            <CopyText label={t.policy} text={writePolicy(place, site)} words={t} />
            <h3>{t.listing}</h3>
            <p className={styles.hint}>{t.listingHint}</p>
            <CopyText label={t.listing} text={writeListing(given)} words={t} />
          </section>
        </div>
      </main>
    </>
  )
}

const toProps = (given: Partial<WidgetOptions>): object =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [toPropName(name as keyof WidgetOptions), value]),
  )

/** The value once it has stayed as it is: each half-written query would be searched for. */
function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const pause = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(pause)
  }, [value, pauseMs])
  return settled
}
