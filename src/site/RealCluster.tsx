import { useState } from 'react'
import { Button, useWords } from '#ui'
import styles from './AfterPage.module.css'
import { downloadManifests } from './download.ts'

/** The same manifests on a cluster of one's own. */
export function RealCluster() {
  const { site: say } = useWords()
  const [hasFailed, setHasFailed] = useState(false)
  return (
    <section aria-labelledby="real">
      <h3 id="real" className={styles.part}>
        {say.real}
      </h3>
      <p>{say.realIntro}</p>
      <ol className={styles.ways}>
        <li>
          <p>{say.realManifests}</p>
          <Button
            look="main"
            icon="download"
            onClick={() => {
              setHasFailed(false)
              downloadManifests().catch(() => {
                setHasFailed(true)
              })
            }}
          >
            {say.download}
          </Button>
          <p role="status">{hasFailed && say.downloadFailed}</p>
        </li>
        <li>
          <p>{say.realStart}</p>
          <pre className={styles.code}>{KIND}</pre>
          <p>{say.realOr}</p>
          <pre className={styles.code}>{MINIKUBE}</pre>
        </li>
        <li>
          <p>{say.realFirst}</p>
          <pre className={styles.code}>{FIRST}</pre>
        </li>
      </ol>
      <h4 className={styles.title}>{say.realOther}</h4>
      <ul className={styles.able}>
        {say.realDifferences.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={styles.links}>
        {PAGES.map(({ name, address }) => (
          <a key={address} href={address} target="_blank" rel="noreferrer">
            {name}
          </a>
        ))}
      </p>
    </section>
  )
}

const KIND = 'cd glasspod\nkind create cluster --config kind.yaml'
const MINIKUBE = 'minikube start --nodes 3'
const FIRST = `kubectl apply -f 1-immutable-infrastructure/01-two-containers/
kubectl get pods --watch`

const PAGES = [
  { name: 'kind', address: 'https://kind.sigs.k8s.io/docs/user/quick-start/' },
  { name: 'minikube', address: 'https://minikube.sigs.k8s.io/docs/start/' },
]
