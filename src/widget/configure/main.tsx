import '../../app/styles/tokens.css'
import '../../app/styles/base.css'
import { createRoot } from 'react-dom/client'
import { preferredLanguage } from '../../app/messages/locale.ts'
import { Configure } from './Configure.tsx'
import { texts } from './texts.ts'

const root = document.getElementById('root')
if (!root) throw new Error('configure.html has no #root.')
const language = preferredLanguage()
document.documentElement.lang = language
document.title = `${texts[language].title} · BioHiCL Search`
const site = new URL(import.meta.env.BASE_URL, location.href).href
createRoot(root).render(<Configure site={site} language={language} />)
