import { Office } from './office.tsx'

export default function Page() {
  return <Office />
}
