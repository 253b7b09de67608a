import { expect, test } from 'vitest'
import { galleryIn, readGallery } from './read-gallery.ts'

const LIST = `- title: { zh-CN: 容器, en: Containers }
  manifests:
    - id: web
      title: { zh-CN: 网页, en: A page }
      about: { zh-CN: 一。二。, en: One. \`two\`. }
      then: [kubectl get pods, { wait: 5 }]
      becomes: { run: kubectl get pods, matches: web }
`

function galleryFrom(...files: readonly (readonly [string, string])[]) {
  return readGallery(new Map([['gallery.yaml', LIST], ...files]))
}

test('a manifest is a step: its file, how it is applied, and what it becomes', () => {
  const topics = galleryFrom(['manifests/web.yaml', 'kind: Pod\n'])
  expect(galleryIn('en', topics, 'play.yaml')).toEqual([
    {
      title: 'Containers',
      manifests: [
        {
          id: 'web',
          title: 'A page',
          html: 'One. <code>two</code>.',
          step: {
            id: 'web',
            focus: [],
            goals: [{ id: 'web', within: 20, run: 'kubectl get pods', expect: { matches: 'web' } }],
            files: [{ path: 'play.yaml', text: 'kind: Pod\n' }],
            solution: [
              { do: 'type', command: 'kubectl apply -f ./play.yaml' },
              { do: 'type', command: 'kubectl get pods' },
              { do: 'wait', seconds: 5 },
            ],
          },
        },
      ],
    },
  ])
})

test('what is listed without a file is said', () => {
  expect(() => galleryFrom()).toThrow('gallery.yaml: there is no manifests/web.yaml')
})
