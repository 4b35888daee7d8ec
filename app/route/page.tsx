import { RouteWorkplace } from './route-workplace.tsx'

export default function Page() {
  return <RouteWorkplace />
}
