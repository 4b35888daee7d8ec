import { Route } from './route.tsx'

export default function Page() {
  return <Route />
}
