// A small Kubernetes that lives in memory.

// api
export type {
  Affinity,
  Binding,
  Capabilities,
  ConfigMap,
  ConfigMapProjection,
  ConfigMapVolumeSource,
  Container,
  ContainerImage,
  ContainerPort,
  ContainerState,
  ContainerStateRunning,
  ContainerStateTerminated,
  ContainerStateWaiting,
  ContainerStatus,
  DeleteOptions,
  Deployment,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  EmptyDirVolumeSource,
  EndpointSlice,
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  EphemeralContainer,
  Event,
  EventsV1Event,
  ExecAction,
  GRPCAction,
  HTTPGetAction,
  HTTPHeader,
  HostPathVolumeSource,
  ImageVolumeSource,
  IntOrString,
  Job,
  KeyToPath,
  LabelSelector,
  Lease,
  Lifecycle,
  LifecycleHandler,
  ManagedFieldsEntry,
  MicroTime,
  Namespace,
  Node,
  NodeAddress,
  NodeAffinity,
  NodeCondition,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  NodeSpec,
  NodeStatus,
  NonResourceRule,
  ObjectFieldSelector,
  ObjectMeta,
  ObjectReference,
  OwnerReference,
  Pod,
  PodAffinity,
  PodAffinityTerm,
  PodAntiAffinity,
  PodCondition,
  PodDNSConfig,
  PodIP,
  PodReadinessGate,
  PodSchedulingGate,
  PodSecurityContext,
  PodSpec,
  PodStatus,
  PodTemplateSpec,
  Probe,
  ProjectedVolumeSource,
  Quantity,
  ReplicaSet,
  ResourceRequirements,
  ResourceRule,
  Secret,
  SecretVolumeSource,
  SecurityContext,
  Service,
  ServiceAccount,
  ServiceAccountTokenProjection,
  ServicePort,
  SleepAction,
  SubjectRulesReviewStatus,
  TCPSocketAction,
  Taint,
  Time,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
  VolumeProjection,
} from './api/generated/types.ts'
export { typeNames, typeSchema } from './api/schema.ts'
export type { FieldSchema, TypeRef, TypeSchema } from './api/schema-notation.ts'
export {
  type Failure,
  failure,
  type FailureStatus,
  type Status,
  type StatusCause,
} from './api/status.ts'

export {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  parseQuantity,
  subtractQuantities,
  thousandthsOf,
  unitsOf,
} from './api/quantity.ts'
export { base64Url, fromBase64, toBase64 } from './api/base64.ts'
export { type CheckError, checkObject, type Checked } from './api/check-object.ts'
export { type Decoded, type DecodeProblem, decode } from './api/decode.ts'
export {
  matchesLabels,
  parseLabelSelector,
  type Requirement,
  requirementsOf,
  selectsLabels,
} from './api/label-selector.ts'
export { type FieldError, textOf } from './api/field-error.ts'
export { humanDuration } from './api/human-duration.ts'
export { type ImageName, parseImageName } from './api/image-name.ts'
export { type QosClass, qosClassOf } from './api/qos.ts'
export { setDefaults } from './api/defaults.ts'
export { epochMsOf, microTimeAt, timeAt } from './api/times.ts'
export { KUBERNETES_VERSION } from './api/version.ts'

export { findKind, type Kind, kinds } from './api/kinds.ts'
export { validatePod } from './api/validation/pod.ts'

// apiserver
export type { Injection } from './apiserver/injection.ts'
export { podStatusText } from './apiserver/printers/pod.ts'
export type { ApiServerOptions } from './apiserver/backend.ts'
export type { Client, Informer, Reply, WatchChange } from './apiserver/client.ts'
export { JsonPatchMistake, jsonPatch } from './apiserver/json-patch.ts'
export { mergePatch } from './apiserver/merge-patch.ts'
export type { LogOptions, NodeConnection, PodContainer } from './apiserver/node-connection.ts'
export { createOutsideDoor } from './apiserver/outside.ts'
export { type ClientIdentity, createClient } from './apiserver/requests.ts'
export { type ApiServer, createApiServer, createMirror } from './apiserver/server.ts'
export { type Change, Store, type StoreView } from './apiserver/store.ts'
export { strategicMergePatch } from './apiserver/strategic-merge-patch.ts'
export { statusOfText } from './apiserver/text-answer.ts'
export type { ApiAnswer, ApiMessage, ApiRequest, ApiTransport } from './apiserver/transport.ts'

// cluster
export { type Cluster, type ClusterOptions, createCluster } from './cluster.ts'

// clock
export { type Alarm, type Cause, Clock, type Ms, type Seq } from './clock/clock.ts'
export { Random } from './clock/random.ts'

// files
export { Programs } from './files/binary.ts'
export type { FileChange } from './files/directory.ts'
export { FileView } from './files/file-view.ts'
export { TAR_BLOCK, type TarEntry, tarHead, tarPadding, TarReader } from './files/tar-format.ts'
export { MountNamespace, type MountRequest } from './files/mount-namespace.ts'

// grpc
export {
  encodeFrame,
  type Frame,
  FrameReader,
  H2_FLAG,
  H2_FRAME,
  H2_PREFACE,
  joinBytes,
} from './grpc/frames.ts'
export { headerBlock, headersIn } from './grpc/header-block.ts'
export { checkResponse, GRPC_CODES, type GrpcCode, HEALTH_CHECK, serviceIn } from './grpc/health.ts'

// history
export type { Endpoint, FactData, FactKind } from './history/fact-kinds.ts'
export { type Fact, History } from './history/history.ts'
export type { Input, NodeAction } from './history/input.ts'
export { Inputs, type LoggedInput } from './history/inputs.ts'

// kernel
export {
  exec,
  exit,
  findProgram,
  need,
  programIn,
  read,
  readAll,
  sleep,
  waitFor,
  work,
  write,
} from './kernel/calls.ts'
export { Cgroup, type CgroupLimits } from './kernel/cgroup.ts'
export { collectOutput, noInput } from './kernel/collected.ts'
export type { Bind, ContainerFiles, ContainerStart } from './kernel/container-files.ts'
export { type Errno, messageOf, SystemError } from './kernel/errno.ts'
export { createKernel, type Kernel, type KernelOptions } from './kernel/kernel.ts'
export { createNodeFiles } from './kernel/node-files.ts'
export type { OpenFile } from './kernel/open-file.ts'
export type { PidNamespace } from './kernel/pid-namespace.ts'
export {
  type ChildChange,
  type Credentials,
  type Effect,
  Exit,
  type Fd,
  type FileTimes,
  type OpenFlags,
  type Pid,
  type Process,
  type Program,
  type Readiness,
  type Run,
  type Stat,
  type Waitable,
  type Wake,
} from './kernel/process.ts'
export type { TerminalMaster } from './kernel/pseudo-terminal.ts'
export {
  defaultActionOf,
  numberOf,
  type SignalAction,
  type SignalName,
  signalOf,
  SIGNALS,
} from './kernel/signals.ts'
export { ALL_CAPABILITIES } from './kernel/procfs/capabilities.ts'
export { KERNEL } from './kernel/procfs/machine-texts.ts'
export { type ProcessExit, ROOT, type StartedProcess, type StartOptions } from './kernel/start.ts'
export type { Surroundings } from './kernel/task.ts'
export type { Terminal, TerminalModes, WindowSize } from './kernel/terminal.ts'
// For tests: nothing of the product calls these.
export {
  type Bench,
  benchWith,
  capture,
  EPOCH_MS,
  factsOf,
  type Launch,
  type Launched,
  launchOn,
  type Outcome,
  runOn,
} from './kernel/testing.ts'

// kubelet
export type { ConditionSituation, ConditionType } from './kubelet/condition.ts'
export { createKubelet, type Kubelet, type KubeletOptions } from './kubelet/kubelet.ts'
export type { NodeConfig } from './kubelet/node-config.ts'
export { computePodActions } from './kubelet/pod-actions.ts'
export { podCondition } from './kubelet/pod-conditions.ts'
export { type PhaseSituation, podPhase } from './kubelet/pod-phase.ts'
export type { PodPlan, PodSituation } from './kubelet/pod-plan.ts'
export type { ContainerView, RuntimeView, SandboxView } from './kubelet/runtime-status.ts'

// network
export { canonicalIpv6, familyOf, formatIpv4 } from './network/addresses.ts'
export type { InterfaceAddress, NetworkInterface, RouteEntry } from './network/interfaces.ts'
export { type HostOptions, Network, type NetworkOptions } from './network/network.ts'
export type { NetworkNamespace } from './network/network-namespace.ts'
export type { SocketProvider } from './network/socket-owner.ts'
export type { Address, Sockets } from './network/sockets.ts'
export type { PortMapping, VirtualAddress } from './network/translation.ts'

// observation
export { Observer } from './observation/observer.ts'
export type {
  ContainerSeen,
  ExchangeSeen,
  ProcessSeen,
  PullSeen,
  SandboxSeen,
  SocketSeen,
  World,
} from './observation/world.ts'

// parts
export { createPart, loadParts, type Part } from './parts/part.ts'

// runtime
export { createRuntime, type RuntimeOptions } from './runtime/create-runtime.ts'
export { delaying } from './runtime/delaying.ts'
export type { RuntimeName } from './runtime/dialect.ts'
export type { Image, ImageConfig, ImageFile, Registry } from './runtime/image.ts'
export {
  formatReference,
  type ImageReference,
  type ParsedReference,
  parseImageReference,
} from './runtime/image-reference.ts'
export { RUNTIME_LATENCIES, type RuntimeLatencies } from './runtime/latencies.ts'
export { pause } from './runtime/pause.ts'
export type {
  ContainerConfig,
  DialOrigin,
  ExecMessage,
  ExecStream,
  LogLine,
  Mount,
  NodeFiles,
  Runtime,
  RuntimeEvent,
  RuntimeVerb,
  RuntimeVerbs,
  SandboxConfig,
  StreamOptions,
} from './runtime/runtime.ts'
// For tests: nothing of the product calls these.
export {
  type ExecHow,
  type ExecOutcome,
  imageOf,
  listenTo,
  type RuntimeBench,
  runtimeBench,
} from './runtime/testing.ts'

// scheduler
export { type ClusterState, type Placement, scheduleOne } from './scheduler/schedule-one.ts'
export { Scheduler, type SchedulerOptions } from './scheduler/scheduler.ts'

// streams
export type { Stream, StreamListener } from './streams/stream.ts'
