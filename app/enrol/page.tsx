import { EnrolPage } from './enrol-page.tsx'

export default function Page() {
  return <EnrolPage />
}
