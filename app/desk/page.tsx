import { Desk } from './desk.tsx'

export default function Page() {
  return <Desk />
}
