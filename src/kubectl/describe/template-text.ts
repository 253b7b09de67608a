import type { PodTemplateSpec } from '#engine'
import { describeTemplate } from './pod.ts'
import { DescribeWriter } from './writer.ts'

/** A Pod template as `kubectl rollout` tells it, with the tabs left as they are. */
export function templateText(template: PodTemplateSpec, cause = ''): string {
  const writer = new DescribeWriter()
  const { metadata } = template
  const annotations = { ...metadata.annotations, 'kubernetes.io/change-cause': cause }
  const noted = cause === '' ? template : { ...template, metadata: { ...metadata, annotations } }
  describeTemplate(writer, noted)
  return writer.unlaid()
}
