import { createPair } from '../streams/pair.ts'
import type { ApiServerOptions, Backend } from './backend.ts'
import { createFirstObjects } from './bootstrap.ts'
import { flagOf, queryOf, type Call, type Decision } from './call.ts'
import { callKubelet, CONNECTED, connectionOf } from './connect.ts'
import { create } from './create.ts'
import { deleteCollection, deleteOne } from './delete.ts'
import { documentAt, nothingAt, openApi } from './documents.ts'
import { selectObjects } from './list.ts'
import { shapeOf, type Shape } from './negotiate.ts'
import type { ApiObject } from './object.ts'
import { parsePath, type ResourceRoute, stepsOf } from './paths.ts'
import { isApply, patch } from './patch.ts'
import { proxy } from './proxy/proxy.ts'
import { proxyRouteOf } from './proxy/proxy-route.ts'
import { bind, evict } from './pod-subresources.ts'
import { existing } from './read.ts'
import { methodNotAllowed, Refused, unknownPath } from './refusals.ts'
import { checkOptions } from './request-options.ts'
import type { Verb } from './resource.ts'
import { findResource } from './resources.ts'
import { answer, answerPage, headersOf, noteRequest, type Reply, TEXT } from './reply.ts'
import { revisionOf, tooLarge } from './revision.ts'
import { rescale, scaleOf } from './scale.ts'
import { Store } from './store.ts'
import type { ApiMessage, ApiRequest, ApiTransport } from './transport.ts'
import { requestToken } from './tokens.ts'
import { update } from './update.ts'
import { findVirtual } from './virtual-resources.ts'
import type { VirtualCall, VirtualResource } from './virtual-resource.ts'
import { watch } from './watch.ts'

export interface ApiServer extends ApiTransport {
  readonly store: Store
}

/** A Kubernetes API server in memory. Requests are taken up by alarms, in the order they came. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const backend: Backend = { ...options, store: new Store(options.clock, options.history) }
  createFirstObjects(backend)
  return { store: backend.store, ...transportTo(backend) }
}

/**
 * Answers reads from a server's store with a clock and a history of its own: asking leaves no trace
 * in the cluster. What is more than a read is refused with MethodNotAllowed.
 */
export function createMirror(server: ApiServer, options: ApiServerOptions): ApiTransport {
  const backend: Backend = { ...options, store: server.store }
  return transportTo(backend, (request) => {
    if (request.method !== 'GET') throw methodNotAllowed()
  })
}

function transportTo(
  backend: Backend,
  demand: (request: ApiRequest) => void = () => undefined,
): ApiTransport {
  return {
    open(request, onAnswer) {
      const [near, far] = createPair<ApiMessage, ApiMessage>(backend.clock)
      backend.clock.soon(() => {
        serve(backend, { request, demand }, { onAnswer, stream: far })
      })
      return near
    },
  }
}

/** The one place where a refusal becomes an answer. */
function serve(
  backend: Backend,
  { request, demand }: { readonly request: ApiRequest; readonly demand: (it: ApiRequest) => void },
  reply: Reply,
): void {
  const attempt = (act: () => void) => {
    try {
      act()
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal
      const { status, warnings, page } = refusal
      noteRequest(backend, request, status.code).because(() =>
        page === undefined
          ? answer(reply, { code: status.code, object: status, warnings })
          : answerPage(reply, { code: status.code, contentType: TEXT, body: page }),
      )
    }
  }
  attempt(() => {
    demand(request)
    const proxied = proxyRouteOf(request.path)
    if (proxied !== undefined) {
      proxy(backend, { request, route: proxied }, reply)
      return
    }
    const route = parsePath(request.path)
    if (route === undefined) throw nothingAt(stepsOf(request.path))
    if (route.kind === 'resource') {
      dispatch({ backend, request, route }, { ...reply, attempt })
      return
    }
    const { path } = route
    const say = () => attempt(() => answerDocument(reply, path, request))
    if (path[0] === 'openapi') backend.clock.whenHere(openApi, say)
    else say()
  })
}

/** An answer that may have to wait: what is refused by then is answered as well. */
type LateReply = Reply & { readonly attempt: (act: () => void) => void }

function dispatch(asked: Omit<Call, 'resource'>, reply: LateReply): void {
  const { request, route } = asked
  const virtual = findVirtual(route)
  if (virtual !== undefined) {
    answerVirtual(asked, virtual, reply)
    return
  }
  const resource = findResource(route)
  if (resource === undefined) throw nothingAt(stepsOf(request.path))
  checkPlace(route, resource.isNamespaced)
  const call: Call = { ...asked, resource }
  // Of all namespaces together there is only a list.
  if (resource.isNamespaced && route.namespace === '' && request.method !== 'GET')
    throw methodNotAllowed()
  if (CONNECTED.includes(route.subresource)) {
    connect(call, reply)
    return
  }
  const shape = shapeOf(call)
  if (request.method === 'GET') get(call, shape, reply)
  else carryOut(call, decide(call), { ...reply, shape })
}

function answerVirtual(call: VirtualCall, resource: VirtualResource, reply: Reply): void {
  const { backend, request, route } = call
  checkPlace(route, resource.isNamespaced)
  if (route.subresource !== '') throw unknownPath()
  const verb = verbAt(request.method, route.name !== '')
  if (verb === undefined || !resource.verbs.includes(verb)) throw methodNotAllowed()
  if (verb === 'create') checkOptions(call, 'Create')
  const { object, warnings } = resource.answer(call)
  const code = verb === 'create' ? 201 : 200
  noteRequest(backend, request, code).because(() => answer(reply, { code, object, warnings }))
}

function verbAt(method: string, isNamed: boolean): Verb | undefined {
  if (method === 'GET') return isNamed ? 'get' : 'list'
  return method === 'POST' && !isNamed ? 'create' : undefined
}

/** Logs, exec, attach and port-forward go to the kubelet of the Pod's node. */
function connect(call: Call, reply: LateReply): void {
  const { backend, request, route } = call
  const isAllowed = ['GET', ...(route.subresource === 'log' ? [] : ['POST'])]
  if (!isAllowed.includes(request.method)) throw methodNotAllowed()
  if (call.resource.resource !== 'pods' || route.name === '') throw unknownPath()
  const connection = connectionOf(call)
  if ('refusal' in connection) {
    callKubelet(backend, connection, (words) => {
      reply.attempt(() => {
        if (!connection.isBack()) throw connection.refusal(words)
        connect(call, reply)
      })
    })
    return
  }
  const { code, contentType, open } = connection
  noteRequest(backend, request, code).because(() => {
    const begin = open()
    if ('kind' in begin) {
      answer(reply, { code: begin.code, object: begin, warnings: [] })
      return
    }
    reply.onAnswer({ code, headers: { 'content-type': contentType }, warnings: [] })
    begin(reply.stream)
  })
}

function checkPlace(route: ResourceRoute, isNamespaced: boolean): void {
  if (!isNamespaced && route.namespace !== '') throw unknownPath()
  if (isNamespaced && route.namespace === '' && route.name !== '') throw unknownPath()
}

function get(call: Call, shape: Shape, reply: Reply): void {
  const { backend, request, route } = call
  if (flagOf(request, 'watch') === true) {
    const begin = watch(call, shape.event)
    noteRequest(backend, request, 200).because(() => {
      reply.onAnswer({ code: 200, headers: headersOf(shape), warnings: [] })
      begin(reply.stream)
    })
    return
  }
  checkSubresource(call, 'get')
  const object = route.name === '' ? shape.list(selectObjects(call)) : oneOf(call, shape)
  noteRequest(backend, request, 200).because(() =>
    answer(reply, { code: 200, object, warnings: [], shape }),
  )
}

function oneOf(call: Call, shape: Shape): object {
  const asked = revisionOf(queryOf(call.request, 'resourceVersion'))
  const { store } = call.backend
  if (asked > store.revision) throw tooLarge(asked, store.revision)
  const object = existing(call)
  return call.route.subresource === 'scale' ? scaleOf(object) : shape.one(object)
}

function checkSubresource({ resource, route }: Call, verb: 'get' | 'update' | 'patch' | 'create') {
  if (route.subresource === '') return
  const found = resource.subresources.find(({ name }) => name === route.subresource)
  if (found === undefined) throw unknownPath()
  if (!found.verbs.includes(verb)) throw methodNotAllowed()
}

function decide(call: Call): Decision {
  const { request, route } = call
  const isNamed = route.name !== ''
  switch (request.method) {
    case 'POST':
      checkOptions(call, 'Create')
      return isNamed ? createInside(call) : create(call)
    case 'PUT':
      if (!isNamed) throw methodNotAllowed()
      checkSubresource(call, 'update')
      checkOptions(call, 'Update')
      return route.subresource === 'scale' ? rescale(call) : update(call)
    case 'PATCH':
      if (!isNamed) throw methodNotAllowed()
      checkSubresource(call, 'patch')
      checkOptions(call, isApply(request) ? 'Apply' : 'Patch')
      return route.subresource === 'scale' ? rescale(call) : patch(call)
    case 'DELETE':
      if (route.subresource !== '') throw methodNotAllowed()
      if (isNamed) return deleteOne(call)
      if (!call.resource.verbs.includes('deletecollection')) throw methodNotAllowed()
      return deleteCollection(call)
    default:
      throw methodNotAllowed()
  }
}

/** POST to a subresource. */
function createInside(call: Call): Decision {
  checkSubresource(call, 'create')
  switch (call.route.subresource) {
    case 'binding':
      return bind(call)
    case 'eviction':
      return evict(call)
    case 'token':
      return requestToken(call)
    default:
      throw methodNotAllowed()
  }
}

function carryOut(
  call: Call,
  { code, warnings, carryOut: act }: Decision,
  { shape, ...reply }: Reply & { readonly shape: Shape },
): void {
  noteRequest(call.backend, call.request, code).because(() => {
    answer(reply, { code, object: shaped(shape, act()), warnings, shape })
  })
}

/** A Status and a list of what was deleted are given as they are. */
function shaped(shape: Shape, object: object): object {
  const isWhole = !('kind' in object) || object.kind !== 'Scale'
  return isWhole && 'metadata' in object && 'uid' in (object.metadata as object)
    ? shape.one(object as ApiObject)
    : object
}

function answerDocument(reply: Reply, path: readonly string[], request: ApiRequest): void {
  const { contentType, body } = documentAt(path, request)
  answerPage(reply, { code: 200, contentType, body })
}
