/** What comes in from files: the catalogue that the accounting system exported, and work saved on a device (S12). */
'use client'
import screen from '../screen.module.css'
import { CatalogueImport } from './catalogue-import.tsx'
import classes from './import.module.css'
import { WorkImport } from './work-import.tsx'

export default function ImportScreen() {
  return (
    <div className={`${screen.screen} ${classes.parts}`}>
      <CatalogueImport />
      <WorkImport />
    </div>
  )
}
