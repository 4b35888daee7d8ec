import { TillWorkplace } from './till-workplace.tsx'

export default function Page() {
  return <TillWorkplace />
}
