// Written by npm run generate:api; see tools/api and ../schema-notation.ts.

/** Every type of the API, a paragraph each. */
export const SCHEMA = `apps/v1 Deployment
kind string
apiVersion string
metadata ObjectMeta
spec DeploymentSpec
status DeploymentStatus

apps/v1 DeploymentCondition
type DeploymentConditionType ! required
status ConditionStatus ! required
lastUpdateTime Time
lastTransitionTime Time
reason string
message string

apps/v1 DeploymentSpec
replicas *int32
selector *LabelSelector ! required
template PodTemplateSpec ! required
strategy DeploymentStrategy patch=retainKeys
minReadySeconds int32
revisionHistoryLimit *int32
paused bool
progressDeadlineSeconds *int32

apps/v1 DeploymentStatus
observedGeneration int64
replicas int32
updatedReplicas int32
readyReplicas int32
availableReplicas int32
unavailableReplicas int32
terminatingReplicas *int32
conditions []DeploymentCondition patch=merge key=type list=type
collisionCount *int32

apps/v1 DeploymentStrategy
type DeploymentStrategyType enum=Recreate|RollingUpdate
rollingUpdate *RollingUpdateDeployment

apps/v1 ReplicaSet
kind string
apiVersion string
metadata ObjectMeta
spec ReplicaSetSpec
status ReplicaSetStatus

apps/v1 ReplicaSetCondition
type ReplicaSetConditionType ! required
status ConditionStatus ! required
lastTransitionTime Time
reason string
message string

apps/v1 ReplicaSetSpec
replicas *int32
minReadySeconds int32
selector *LabelSelector ! required
template PodTemplateSpec

apps/v1 ReplicaSetStatus
replicas int32 ! required
fullyLabeledReplicas int32
readyReplicas int32
availableReplicas int32
terminatingReplicas *int32
observedGeneration int64
conditions []ReplicaSetCondition patch=merge key=type list=type

apps/v1 RollingUpdateDeployment
maxUnavailable *IntOrString
maxSurge *IntOrString

authentication.k8s.io/v1 BoundObjectReference
kind string
apiVersion string
name string
uid types.UID

authentication.k8s.io/v1 SelfSubjectReview
kind string
apiVersion string
metadata ObjectMeta
status SelfSubjectReviewStatus

authentication.k8s.io/v1 SelfSubjectReviewStatus
userInfo UserInfo

authentication.k8s.io/v1 TokenRequest
kind string
apiVersion string
metadata ObjectMeta
spec TokenRequestSpec !
status TokenRequestStatus

authentication.k8s.io/v1 TokenRequestSpec
audiences []string ! atomic
expirationSeconds *int64 !
boundObjectRef *BoundObjectReference !

authentication.k8s.io/v1 TokenRequestStatus
token string !
expirationTimestamp Time !

authentication.k8s.io/v1 UserInfo
username string
uid string
groups []string atomic
extra map:[]string

authorization.k8s.io/v1 FieldSelectorAttributes
rawSelector string
requirements []FieldSelectorRequirement atomic

authorization.k8s.io/v1 LabelSelectorAttributes
rawSelector string
requirements []LabelSelectorRequirement atomic

authorization.k8s.io/v1 NonResourceAttributes
path string
verb string

authorization.k8s.io/v1 ResourceAttributes
namespace string
verb string
group string
version string
resource string
subresource string
name string
fieldSelector *FieldSelectorAttributes
labelSelector *LabelSelectorAttributes

authorization.k8s.io/v1 SelfSubjectAccessReview
kind string
apiVersion string
metadata ObjectMeta
spec SelfSubjectAccessReviewSpec ! required
status SubjectAccessReviewStatus

authorization.k8s.io/v1 SelfSubjectAccessReviewSpec
resourceAttributes *ResourceAttributes
nonResourceAttributes *NonResourceAttributes

authorization.k8s.io/v1 SubjectAccessReviewStatus
allowed bool ! required
denied bool
reason string
evaluationError string

autoscaling/v1 Scale
kind string
apiVersion string
metadata ObjectMeta
spec ScaleSpec
status ScaleStatus

autoscaling/v1 ScaleSpec
replicas int32

autoscaling/v1 ScaleStatus
replicas int32 ! required
selector string

batch/v1 Job
kind string
apiVersion string
metadata ObjectMeta
spec JobSpec
status JobStatus

batch/v1 JobCondition
type JobConditionType ! required
status ConditionStatus ! required
lastProbeTime Time
lastTransitionTime Time
reason string
message string

batch/v1 JobSpec
parallelism *int32
completions *int32
activeDeadlineSeconds *int64
podFailurePolicy *PodFailurePolicy
successPolicy *SuccessPolicy
backoffLimit *int32
backoffLimitPerIndex *int32
maxFailedIndexes *int32
selector *LabelSelector
manualSelector *bool
template PodTemplateSpec ! required
ttlSecondsAfterFinished *int32
completionMode *CompletionMode enum=Indexed|NonIndexed
suspend *bool
podReplacementPolicy *PodReplacementPolicy enum=Failed|TerminatingOrFailed
managedBy *string

batch/v1 JobStatus
conditions []JobCondition patch=merge key=type atomic
startTime *Time
completionTime *Time
active int32
succeeded int32
failed int32
terminating *int32
completedIndexes string
failedIndexes *string
uncountedTerminatedPods *UncountedTerminatedPods
ready *int32

batch/v1 PodFailurePolicy
rules []PodFailurePolicyRule ! atomic required

batch/v1 PodFailurePolicyOnExitCodesRequirement
containerName *string
operator PodFailurePolicyOnExitCodesOperator ! required enum=In|NotIn
values []int32 ! set required

batch/v1 PodFailurePolicyOnPodConditionsPattern
type PodConditionType ! required
status ConditionStatus !

batch/v1 PodFailurePolicyRule
action PodFailurePolicyAction ! required enum=Count|FailIndex|FailJob|Ignore
onExitCodes *PodFailurePolicyOnExitCodesRequirement
onPodConditions []PodFailurePolicyOnPodConditionsPattern atomic

batch/v1 SuccessPolicy
rules []SuccessPolicyRule ! atomic required

batch/v1 SuccessPolicyRule
succeededIndexes *string
succeededCount *int32

batch/v1 UncountedTerminatedPods
succeeded []types.UID set
failed []types.UID set

coordination.k8s.io/v1 Lease
kind string
apiVersion string
metadata ObjectMeta
spec LeaseSpec

coordination.k8s.io/v1 LeaseSpec
holderIdentity *string
leaseDurationSeconds *int32
acquireTime *MicroTime
renewTime *MicroTime
leaseTransitions *int32
strategy *CoordinatedLeaseStrategy
preferredHolder *string

v1 AWSElasticBlockStoreVolumeSource
volumeID string ! required
fsType string
partition int32
readOnly bool

v1 Affinity
nodeAffinity *NodeAffinity
podAffinity *PodAffinity
podAntiAffinity *PodAntiAffinity

v1 AppArmorProfile
type AppArmorProfileType ! required enum=Localhost|RuntimeDefault|Unconfined
localhostProfile *string

v1 AttachedVolume
name UniqueVolumeName ! required
devicePath string ! required

v1 AzureDiskVolumeSource
diskName string ! required
diskURI string ! required
cachingMode *AzureDataDiskCachingMode enum=None|ReadOnly|ReadWrite
fsType *string
readOnly *bool
kind *AzureDataDiskKind enum=Dedicated|Managed|Shared

v1 AzureFileVolumeSource
secretName string ! required
shareName string ! required
readOnly bool

v1 Binding
kind string
apiVersion string
metadata ObjectMeta
target ObjectReference ! required

v1 CSIVolumeSource
driver string ! required
readOnly *bool
fsType *string
volumeAttributes map:string
nodePublishSecretRef *LocalObjectReference

v1 Capabilities
add []Capability atomic
drop []Capability atomic

v1 CephFSVolumeSource
monitors []string ! atomic required
path string
user string
secretFile string
secretRef *LocalObjectReference
readOnly bool

v1 CinderVolumeSource
volumeID string ! required
fsType string
readOnly bool
secretRef *LocalObjectReference

v1 ClientIPConfig
timeoutSeconds *int32

v1 ClusterTrustBundleProjection
name *string
signerName *string
labelSelector *LabelSelector
optional *bool
path string ! required

v1 ConfigMap
kind string
apiVersion string
metadata ObjectMeta
immutable *bool
data map:string
binaryData map:bytes

v1 ConfigMapEnvSource
name string
optional *bool

v1 ConfigMapKeySelector atomic
name string
key string ! required
optional *bool

v1 ConfigMapNodeConfigSource
namespace string ! required
name string ! required
uid types.UID
resourceVersion string
kubeletConfigKey string ! required

v1 ConfigMapProjection
name string
items []KeyToPath atomic
optional *bool

v1 ConfigMapVolumeSource
name string
items []KeyToPath atomic
defaultMode *int32
optional *bool

v1 Container
name string ! required
image string
command []string atomic
args []string atomic
workingDir string
ports []ContainerPort patch=merge key=containerPort list=containerPort,protocol
envFrom []EnvFromSource atomic
env []EnvVar patch=merge key=name list=name
resources ResourceRequirements
resizePolicy []ContainerResizePolicy atomic
restartPolicy *ContainerRestartPolicy
restartPolicyRules []ContainerRestartRule atomic
volumeMounts []VolumeMount patch=merge key=mountPath list=mountPath
volumeDevices []VolumeDevice patch=merge key=devicePath list=devicePath
livenessProbe *Probe
readinessProbe *Probe
startupProbe *Probe
lifecycle *Lifecycle
terminationMessagePath string
terminationMessagePolicy TerminationMessagePolicy enum=FallbackToLogsOnError|File
imagePullPolicy PullPolicy enum=Always|IfNotPresent|Never
securityContext *SecurityContext
stdin bool
stdinOnce bool
tty bool

v1 ContainerExtendedResourceRequest
containerName string ! required
resourceName string ! required
requestName string ! required

v1 ContainerImage
names []string ! atomic
sizeBytes int64

v1 ContainerPort
name string
hostPort int32
containerPort int32 ! required
protocol Protocol enum=SCTP|TCP|UDP
hostIP string

v1 ContainerResizePolicy
resourceName ResourceName ! required
restartPolicy ResourceResizeRestartPolicy ! required

v1 ContainerRestartRule
action ContainerRestartRuleAction required
exitCodes *ContainerRestartRuleOnExitCodes

v1 ContainerRestartRuleOnExitCodes
operator ContainerRestartRuleOnExitCodesOperator required
values []int32 set

v1 ContainerState
waiting *ContainerStateWaiting
running *ContainerStateRunning
terminated *ContainerStateTerminated

v1 ContainerStateRunning
startedAt Time

v1 ContainerStateTerminated
exitCode int32 ! required
signal int32
reason string
message string
startedAt Time
finishedAt Time
containerID string

v1 ContainerStateWaiting
reason string
message string

v1 ContainerStatus
name string ! required
state ContainerState
lastState ContainerState
ready bool ! required
restartCount int32 ! required
image string ! required
imageID string ! required
containerID string
started *bool
allocatedResources map:Quantity
resources *ResourceRequirements
volumeMounts []VolumeMountStatus patch=merge key=mountPath list=mountPath
user *ContainerUser
allocatedResourcesStatus []ResourceStatus patch=merge key=name list=name
stopSignal *Signal enum=SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ

v1 ContainerUser
linux *LinuxContainerUser

v1 DaemonEndpoint
Port int32 ! required

v1 DownwardAPIProjection
items []DownwardAPIVolumeFile atomic

v1 DownwardAPIVolumeFile
path string ! required
fieldRef *ObjectFieldSelector
resourceFieldRef *ResourceFieldSelector
mode *int32

v1 DownwardAPIVolumeSource
items []DownwardAPIVolumeFile atomic
defaultMode *int32

v1 EmptyDirVolumeSource
medium StorageMedium
sizeLimit *Quantity

v1 EnvFromSource
prefix string
configMapRef *ConfigMapEnvSource
secretRef *SecretEnvSource

v1 EnvVar
name string ! required
value string
valueFrom *EnvVarSource

v1 EnvVarSource
fieldRef *ObjectFieldSelector
resourceFieldRef *ResourceFieldSelector
configMapKeyRef *ConfigMapKeySelector
secretKeyRef *SecretKeySelector
fileKeyRef *FileKeySelector

v1 EphemeralContainer
name string ! required
image string
command []string atomic
args []string atomic
workingDir string
ports []ContainerPort patch=merge key=containerPort list=containerPort,protocol
envFrom []EnvFromSource atomic
env []EnvVar patch=merge key=name list=name
resources ResourceRequirements
resizePolicy []ContainerResizePolicy atomic
restartPolicy *ContainerRestartPolicy
restartPolicyRules []ContainerRestartRule atomic
volumeMounts []VolumeMount patch=merge key=mountPath list=mountPath
volumeDevices []VolumeDevice patch=merge key=devicePath list=devicePath
livenessProbe *Probe
readinessProbe *Probe
startupProbe *Probe
lifecycle *Lifecycle
terminationMessagePath string
terminationMessagePolicy TerminationMessagePolicy enum=FallbackToLogsOnError|File
imagePullPolicy PullPolicy enum=Always|IfNotPresent|Never
securityContext *SecurityContext
stdin bool
stdinOnce bool
tty bool
targetContainerName string

v1 EphemeralVolumeSource
volumeClaimTemplate *PersistentVolumeClaimTemplate

v1 Event
kind string
apiVersion string
metadata ObjectMeta ! required
involvedObject ObjectReference ! required
reason string
message string
source EventSource
firstTimestamp Time
lastTimestamp Time
count int32
type string
eventTime MicroTime
series *EventSeries
action string
related *ObjectReference
reportingComponent string !
reportingInstance string !

v1 EventSeries
count int32
lastObservedTime MicroTime

v1 EventSource
component string
host string

v1 ExecAction
command []string atomic

v1 FCVolumeSource
targetWWNs []string atomic
lun *int32
fsType string
readOnly bool
wwids []string atomic

v1 FileKeySelector atomic
volumeName string ! required
path string ! required
key string ! required
optional *bool

v1 FlexVolumeSource
driver string ! required
fsType string
secretRef *LocalObjectReference
readOnly bool
options map:string

v1 FlockerVolumeSource
datasetName string
datasetUUID string

v1 GCEPersistentDiskVolumeSource
pdName string ! required
fsType string
partition int32
readOnly bool

v1 GRPCAction
port int32 ! required
service *string !

v1 GitRepoVolumeSource
repository string ! required
revision string
directory string

v1 GlusterfsVolumeSource
endpoints string ! required
path string ! required
readOnly bool

v1 HTTPGetAction
path string
port IntOrString ! required
host string
scheme URIScheme enum=HTTP|HTTPS
httpHeaders []HTTPHeader atomic

v1 HTTPHeader
name string ! required
value string ! required

v1 HostAlias
ip string ! required
hostnames []string atomic

v1 HostIP
ip string ! required

v1 HostPathVolumeSource
path string ! required
type *HostPathType enum=|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket

v1 ISCSIVolumeSource
targetPortal string ! required
iqn string ! required
lun int32 ! required
iscsiInterface string
fsType string
readOnly bool
portals []string atomic
chapAuthDiscovery bool
chapAuthSession bool
secretRef *LocalObjectReference
initiatorName *string

v1 ImageVolumeSource
reference string
pullPolicy PullPolicy enum=Always|IfNotPresent|Never

v1 ImageVolumeStatus
imageRef string required

v1 KeyToPath
key string ! required
path string ! required
mode *int32

v1 Lifecycle
postStart *LifecycleHandler
preStop *LifecycleHandler
stopSignal *Signal enum=SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ

v1 LifecycleHandler
exec *ExecAction
httpGet *HTTPGetAction
tcpSocket *TCPSocketAction
sleep *SleepAction

v1 LinuxContainerUser
uid int64 ! required
gid int64 ! required
supplementalGroups []int64 atomic

v1 LoadBalancerIngress
ip string
hostname string
ipMode *LoadBalancerIPMode
ports []PortStatus atomic

v1 LoadBalancerStatus
ingress []LoadBalancerIngress atomic

v1 LocalObjectReference atomic
name string

v1 NFSVolumeSource
server string ! required
path string ! required
readOnly bool

v1 Namespace
kind string
apiVersion string
metadata ObjectMeta
spec NamespaceSpec
status NamespaceStatus

v1 NamespaceCondition
type NamespaceConditionType ! required
status ConditionStatus ! required
lastTransitionTime Time
reason string
message string

v1 NamespaceSpec
finalizers []FinalizerName atomic

v1 NamespaceStatus
phase NamespacePhase enum=Active|Terminating
conditions []NamespaceCondition patch=merge key=type list=type

v1 Node
kind string
apiVersion string
metadata ObjectMeta
spec NodeSpec
status NodeStatus

v1 NodeAddress
type NodeAddressType ! required
address string ! required

v1 NodeAffinity
requiredDuringSchedulingIgnoredDuringExecution *NodeSelector
preferredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm atomic

v1 NodeAllocatableResourceClaimStatus
resourceClaimName string ! required
containers []string set
resources map:Quantity ! required

v1 NodeCondition
type NodeConditionType ! required
status ConditionStatus ! required
lastHeartbeatTime Time
lastTransitionTime Time
reason string
message string

v1 NodeConfigSource
configMap *ConfigMapNodeConfigSource

v1 NodeConfigStatus
assigned *NodeConfigSource
active *NodeConfigSource
lastKnownGood *NodeConfigSource
error string

v1 NodeDaemonEndpoints
kubeletEndpoint DaemonEndpoint

v1 NodeFeatures
supplementalGroupsPolicy *bool

v1 NodeRuntimeHandler
name string !
features *NodeRuntimeHandlerFeatures

v1 NodeRuntimeHandlerFeatures
recursiveReadOnlyMounts *bool
userNamespaces *bool

v1 NodeSelector atomic
nodeSelectorTerms []NodeSelectorTerm ! atomic required

v1 NodeSelectorRequirement
key string ! required
operator NodeSelectorOperator ! required enum=DoesNotExist|Exists|Gt|In|Lt|NotIn
values []string atomic

v1 NodeSelectorTerm atomic
matchExpressions []NodeSelectorRequirement atomic
matchFields []NodeSelectorRequirement atomic

v1 NodeSpec
podCIDR string
podCIDRs []string patch=merge set
providerID string
unschedulable bool
taints []Taint atomic
configSource *NodeConfigSource
externalID string

v1 NodeStatus
capacity map:Quantity
allocatable map:Quantity
phase NodePhase enum=Pending|Running|Terminated
conditions []NodeCondition patch=merge key=type list=type
addresses []NodeAddress patch=merge key=type list=type
daemonEndpoints NodeDaemonEndpoints
nodeInfo NodeSystemInfo
images []ContainerImage atomic
volumesInUse []UniqueVolumeName atomic
volumesAttached []AttachedVolume atomic
config *NodeConfigStatus
runtimeHandlers []NodeRuntimeHandler atomic
features *NodeFeatures
declaredFeatures []string atomic

v1 NodeSwapStatus
capacity *int64

v1 NodeSystemInfo
machineID string ! required
systemUUID string ! required
bootID string ! required
kernelVersion string ! required
osImage string ! required
containerRuntimeVersion string ! required
kubeletVersion string ! required
kubeProxyVersion string ! required
operatingSystem string ! required
architecture string ! required
swap *NodeSwapStatus

v1 ObjectFieldSelector atomic
apiVersion string
fieldPath string ! required

v1 ObjectReference atomic
kind string
namespace string
name string
uid types.UID
apiVersion string
resourceVersion string
fieldPath string

v1 PersistentVolumeClaimSpec
accessModes []PersistentVolumeAccessMode atomic
selector *LabelSelector
resources VolumeResourceRequirements
volumeName string
storageClassName *string
volumeMode *PersistentVolumeMode enum=Block|Filesystem
dataSource *TypedLocalObjectReference
dataSourceRef *TypedObjectReference
volumeAttributesClassName *string

v1 PersistentVolumeClaimTemplate
metadata ObjectMeta
spec PersistentVolumeClaimSpec ! required

v1 PersistentVolumeClaimVolumeSource
claimName string ! required
readOnly bool

v1 PhotonPersistentDiskVolumeSource
pdID string ! required
fsType string

v1 Pod
kind string
apiVersion string
metadata ObjectMeta
spec PodSpec
status PodStatus

v1 PodAffinity
requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm atomic
preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm atomic

v1 PodAffinityTerm
labelSelector *LabelSelector
namespaces []string atomic
topologyKey string ! required
namespaceSelector *LabelSelector
matchLabelKeys []string atomic
mismatchLabelKeys []string atomic

v1 PodAntiAffinity
requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm atomic
preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm atomic

v1 PodCertificateProjection
signerName string required
keyType string required
maxExpirationSeconds *int32
credentialBundlePath string
keyPath string
certificateChainPath string
userAnnotations map:string

v1 PodCondition
type PodConditionType ! required
observedGeneration int64
status ConditionStatus ! required
lastProbeTime Time
lastTransitionTime Time
reason string
message string

v1 PodDNSConfig
nameservers []string atomic
searches []string atomic
options []PodDNSConfigOption atomic

v1 PodDNSConfigOption
name string
value *string

v1 PodExtendedResourceClaimStatus
requestMappings []ContainerExtendedResourceRequest ! atomic required
resourceClaimName string ! required

v1 PodIP
ip string ! required

v1 PodOS
name OSName ! required

v1 PodReadinessGate
conditionType PodConditionType ! required

v1 PodResourceClaim
name string ! required
resourceClaimName *string
resourceClaimTemplateName *string

v1 PodResourceClaimStatus
name string ! required
resourceClaimName *string

v1 PodSchedulingGate
name string ! required

v1 PodSchedulingGroup
podGroupName *string

v1 PodSecurityContext
seLinuxOptions *SELinuxOptions
windowsOptions *WindowsSecurityContextOptions
runAsUser *int64
runAsGroup *int64
runAsNonRoot *bool
supplementalGroups []int64 atomic
supplementalGroupsPolicy *SupplementalGroupsPolicy enum=Merge|Strict
fsGroup *int64
sysctls []Sysctl atomic
fsGroupChangePolicy *PodFSGroupChangePolicy enum=Always|OnRootMismatch
seccompProfile *SeccompProfile
appArmorProfile *AppArmorProfile
seLinuxChangePolicy *PodSELinuxChangePolicy

v1 PodSpec
volumes []Volume patch=merge,retainKeys key=name list=name
initContainers []Container patch=merge key=name list=name
containers []Container ! patch=merge key=name list=name required
ephemeralContainers []EphemeralContainer patch=merge key=name list=name
restartPolicy RestartPolicy enum=Always|Never|OnFailure
terminationGracePeriodSeconds *int64
activeDeadlineSeconds *int64
dnsPolicy DNSPolicy enum=ClusterFirst|ClusterFirstWithHostNet|Default|None
nodeSelector map:string atomic
serviceAccountName string
serviceAccount string
automountServiceAccountToken *bool
nodeName string
hostNetwork bool
hostPID bool
hostIPC bool
shareProcessNamespace *bool
securityContext *PodSecurityContext
imagePullSecrets []LocalObjectReference patch=merge key=name list=name
hostname string
subdomain string
affinity *Affinity
schedulerName string
tolerations []Toleration atomic
hostAliases []HostAlias patch=merge key=ip list=ip
priorityClassName string
priority *int32
dnsConfig *PodDNSConfig
readinessGates []PodReadinessGate atomic
runtimeClassName *string
enableServiceLinks *bool
preemptionPolicy *PreemptionPolicy enum=Never|PreemptLowerPriority
overhead map:Quantity
topologySpreadConstraints []TopologySpreadConstraint patch=merge key=topologyKey list=topologyKey,whenUnsatisfiable
setHostnameAsFQDN *bool
os *PodOS
hostUsers *bool
schedulingGates []PodSchedulingGate patch=merge key=name list=name
resourceClaims []PodResourceClaim patch=merge,retainKeys key=name list=name
resources *ResourceRequirements
hostnameOverride *string
schedulingGroup *PodSchedulingGroup

v1 PodStatus
observedGeneration int64
phase PodPhase enum=Failed|Pending|Running|Succeeded|Unknown
conditions []PodCondition patch=merge key=type list=type
message string
reason string
nominatedNodeName string
hostIP string
hostIPs []HostIP patch=merge key=ip atomic
podIP string
podIPs []PodIP patch=merge key=ip list=ip
startTime *Time
initContainerStatuses []ContainerStatus atomic
containerStatuses []ContainerStatus atomic
qosClass PodQOSClass enum=BestEffort|Burstable|Guaranteed
ephemeralContainerStatuses []ContainerStatus atomic
resize PodResizeStatus
resourceClaimStatuses []PodResourceClaimStatus patch=merge,retainKeys key=name list=name
extendedResourceClaimStatus *PodExtendedResourceClaimStatus
allocatedResources map:Quantity
resources *ResourceRequirements
nodeAllocatableResourceClaimStatuses []NodeAllocatableResourceClaimStatus atomic

v1 PodTemplateSpec
metadata ObjectMeta
spec PodSpec

v1 PortStatus
port int32 ! required
protocol Protocol ! required enum=SCTP|TCP|UDP
error *string

v1 PortworxVolumeSource
volumeID string ! required
fsType string
readOnly bool

v1 PreferredSchedulingTerm
weight int32 ! required
preference NodeSelectorTerm ! required

v1 Probe
exec *ExecAction
httpGet *HTTPGetAction
tcpSocket *TCPSocketAction
grpc *GRPCAction
initialDelaySeconds int32
timeoutSeconds int32
periodSeconds int32
successThreshold int32
failureThreshold int32
terminationGracePeriodSeconds *int64

v1 ProjectedVolumeSource
sources []VolumeProjection ! atomic
defaultMode *int32

v1 QuobyteVolumeSource
registry string ! required
volume string ! required
readOnly bool
user string
group string
tenant string

v1 RBDVolumeSource
monitors []string ! atomic required
image string ! required
fsType string
pool string
user string
keyring string
secretRef *LocalObjectReference
readOnly bool

v1 ResourceClaim
name string ! required
request string

v1 ResourceFieldSelector atomic
containerName string
resource string ! required
divisor Quantity

v1 ResourceHealth
resourceID ResourceID ! required
health ResourceHealthStatus
message *string

v1 ResourceRequirements
limits map:Quantity
requests map:Quantity
claims []ResourceClaim list=name

v1 ResourceStatus
name ResourceName ! required
resources []ResourceHealth list=resourceID

v1 SELinuxOptions
user string
role string
type string
level string

v1 ScaleIOVolumeSource
gateway string ! required
system string ! required
secretRef *LocalObjectReference ! required
sslEnabled bool
protectionDomain string
storagePool string
storageMode string
volumeName string
fsType string
readOnly bool

v1 SeccompProfile
type SeccompProfileType ! required enum=Localhost|RuntimeDefault|Unconfined
localhostProfile *string

v1 Secret
kind string
apiVersion string
metadata ObjectMeta
immutable *bool
data map:bytes
stringData map:string
type SecretType

v1 SecretEnvSource
name string
optional *bool

v1 SecretKeySelector atomic
name string
key string ! required
optional *bool

v1 SecretProjection
name string
items []KeyToPath atomic
optional *bool

v1 SecretVolumeSource
secretName string
items []KeyToPath atomic
defaultMode *int32
optional *bool

v1 SecurityContext
capabilities *Capabilities
privileged *bool
seLinuxOptions *SELinuxOptions
windowsOptions *WindowsSecurityContextOptions
runAsUser *int64
runAsGroup *int64
runAsNonRoot *bool
readOnlyRootFilesystem *bool
allowPrivilegeEscalation *bool
procMount *ProcMountType enum=Default|Unmasked
seccompProfile *SeccompProfile
appArmorProfile *AppArmorProfile

v1 Service
kind string
apiVersion string
metadata ObjectMeta
spec ServiceSpec
status ServiceStatus

v1 ServiceAccount
kind string
apiVersion string
metadata ObjectMeta
secrets []ObjectReference patch=merge key=name list=name
imagePullSecrets []LocalObjectReference atomic
automountServiceAccountToken *bool

v1 ServiceAccountTokenProjection
audience string
expirationSeconds *int64
path string ! required

v1 ServicePort
name string
protocol Protocol enum=SCTP|TCP|UDP
appProtocol *string
port int32 ! required
targetPort IntOrString
nodePort int32

v1 ServiceSpec
ports []ServicePort patch=merge key=port list=port,protocol
selector map:string atomic
clusterIP string
clusterIPs []string atomic
type ServiceType enum=ClusterIP|ExternalName|LoadBalancer|NodePort
externalIPs []string atomic
sessionAffinity ServiceAffinity enum=ClientIP|None
loadBalancerIP string
loadBalancerSourceRanges []string atomic
externalName string
externalTrafficPolicy ServiceExternalTrafficPolicy enum=Cluster|Local
healthCheckNodePort int32
publishNotReadyAddresses bool
sessionAffinityConfig *SessionAffinityConfig
ipFamilies []IPFamily atomic
ipFamilyPolicy *IPFamilyPolicy enum=PreferDualStack|RequireDualStack|SingleStack
allocateLoadBalancerNodePorts *bool
loadBalancerClass *string
internalTrafficPolicy *ServiceInternalTrafficPolicy enum=Cluster|Local
trafficDistribution *string

v1 ServiceStatus
loadBalancer LoadBalancerStatus
conditions []Condition patch=merge key=type list=type

v1 SessionAffinityConfig
clientIP *ClientIPConfig

v1 SleepAction
seconds int64 ! required

v1 StorageOSVolumeSource
volumeName string
volumeNamespace string
fsType string
readOnly bool
secretRef *LocalObjectReference

v1 Sysctl
name string ! required
value string ! required

v1 TCPSocketAction
port IntOrString ! required
host string

v1 Taint
key string ! required
value string
effect TaintEffect ! required enum=NoExecute|NoSchedule|PreferNoSchedule
timeAdded *Time

v1 Toleration
key string
operator TolerationOperator enum=Equal|Exists|Gt|Lt
value string
effect TaintEffect enum=NoExecute|NoSchedule|PreferNoSchedule
tolerationSeconds *int64

v1 TopologySpreadConstraint
maxSkew int32 ! required
topologyKey string ! required
whenUnsatisfiable UnsatisfiableConstraintAction ! required enum=DoNotSchedule|ScheduleAnyway
labelSelector *LabelSelector
minDomains *int32
nodeAffinityPolicy *NodeInclusionPolicy enum=Honor|Ignore
nodeTaintsPolicy *NodeInclusionPolicy enum=Honor|Ignore
matchLabelKeys []string atomic

v1 TypedLocalObjectReference atomic
apiGroup *string !
kind string !
name string ! required

v1 TypedObjectReference
apiGroup *string !
kind string !
name string ! required
namespace *string

v1 Volume
name string ! required
hostPath *HostPathVolumeSource
emptyDir *EmptyDirVolumeSource
gcePersistentDisk *GCEPersistentDiskVolumeSource
awsElasticBlockStore *AWSElasticBlockStoreVolumeSource
gitRepo *GitRepoVolumeSource
secret *SecretVolumeSource
nfs *NFSVolumeSource
iscsi *ISCSIVolumeSource
glusterfs *GlusterfsVolumeSource
persistentVolumeClaim *PersistentVolumeClaimVolumeSource
rbd *RBDVolumeSource
flexVolume *FlexVolumeSource
cinder *CinderVolumeSource
cephfs *CephFSVolumeSource
flocker *FlockerVolumeSource
downwardAPI *DownwardAPIVolumeSource
fc *FCVolumeSource
azureFile *AzureFileVolumeSource
configMap *ConfigMapVolumeSource
vsphereVolume *VsphereVirtualDiskVolumeSource
quobyte *QuobyteVolumeSource
azureDisk *AzureDiskVolumeSource
photonPersistentDisk *PhotonPersistentDiskVolumeSource
projected *ProjectedVolumeSource
portworxVolume *PortworxVolumeSource
scaleIO *ScaleIOVolumeSource
storageos *StorageOSVolumeSource
csi *CSIVolumeSource
ephemeral *EphemeralVolumeSource
image *ImageVolumeSource

v1 VolumeDevice
name string ! required
devicePath string ! required

v1 VolumeMount
name string ! required
readOnly bool
recursiveReadOnly *RecursiveReadOnlyMode
mountPath string ! required
subPath string
mountPropagation *MountPropagationMode enum=Bidirectional|HostToContainer|None
subPathExpr string

v1 VolumeMountStatus
name string ! required
mountPath string ! required
readOnly bool
recursiveReadOnly *RecursiveReadOnlyMode
volumeStatus *VolumeStatus

v1 VolumeProjection
secret *SecretProjection
downwardAPI *DownwardAPIProjection
configMap *ConfigMapProjection
serviceAccountToken *ServiceAccountTokenProjection
clusterTrustBundle *ClusterTrustBundleProjection
podCertificate *PodCertificateProjection

v1 VolumeResourceRequirements
limits map:Quantity
requests map:Quantity

v1 VolumeStatus
image *ImageVolumeStatus

v1 VsphereVirtualDiskVolumeSource
volumePath string ! required
fsType string
storagePolicyName string
storagePolicyID string

v1 WeightedPodAffinityTerm
weight int32 ! required
podAffinityTerm PodAffinityTerm ! required

v1 WindowsSecurityContextOptions
gmsaCredentialSpecName *string
gmsaCredentialSpec *string
runAsUserName *string
hostProcess *bool

discovery.k8s.io/v1 Endpoint
addresses []string ! set required
conditions EndpointConditions
hostname *string
targetRef *ObjectReference
deprecatedTopology map:string
nodeName *string
zone *string
hints *EndpointHints

discovery.k8s.io/v1 EndpointConditions
ready *bool
serving *bool
terminating *bool

discovery.k8s.io/v1 EndpointHints
forZones []ForZone atomic
forNodes []ForNode atomic

discovery.k8s.io/v1 EndpointPort atomic
name *string
protocol *Protocol enum=SCTP|TCP|UDP
port *int32
appProtocol *string

discovery.k8s.io/v1 EndpointSlice
kind string
apiVersion string
metadata ObjectMeta
addressType AddressType ! required enum=FQDN|IPv4|IPv6
endpoints []Endpoint ! atomic
ports []EndpointPort ! atomic

discovery.k8s.io/v1 ForNode
name string ! required

discovery.k8s.io/v1 ForZone
name string ! required

events.k8s.io/v1 EventsV1Event = Event
kind string
apiVersion string
metadata ObjectMeta !
eventTime MicroTime ! required
series *EventsV1EventSeries
reportingController string
reportingInstance string
action string
reason string
regarding ObjectReference
related *ObjectReference
note string
type string
deprecatedSource EventSource
deprecatedFirstTimestamp Time
deprecatedLastTimestamp Time
deprecatedCount int32

events.k8s.io/v1 EventsV1EventSeries = EventSeries
count int32 ! required
lastObservedTime MicroTime ! required

meta/v1 Condition
type string ! required
status ConditionStatus ! required
observedGeneration int64
lastTransitionTime Time ! required
reason string ! required
message string ! required

meta/v1 DeleteOptions
kind string
apiVersion string
gracePeriodSeconds *int64
preconditions *Preconditions
orphanDependents *bool
propagationPolicy *DeletionPropagation
dryRun []string atomic
ignoreStoreReadErrorWithClusterBreakingPotential *bool

meta/v1 FieldSelectorRequirement
key string ! required
operator FieldSelectorOperator ! required
values []string atomic

meta/v1 LabelSelector atomic
matchLabels map:string
matchExpressions []LabelSelectorRequirement atomic

meta/v1 LabelSelectorRequirement
key string ! required
operator LabelSelectorOperator ! required
values []string atomic

meta/v1 ListMeta
selfLink string
resourceVersion string
continue string
remainingItemCount *int64
shardInfo *ShardInfo

meta/v1 ManagedFieldsEntry
manager string
operation ManagedFieldsOperationType
apiVersion string
time *Time
fieldsType string
fieldsV1 *FieldsV1
subresource string

meta/v1 ObjectMeta
name string
generateName string
namespace string
selfLink string
uid types.UID
resourceVersion string
generation int64
creationTimestamp Time zero
deletionTimestamp *Time
deletionGracePeriodSeconds *int64
labels map:string
annotations map:string
ownerReferences []OwnerReference patch=merge key=uid list=uid
finalizers []string patch=merge set
managedFields []ManagedFieldsEntry atomic

meta/v1 OwnerReference atomic
apiVersion string !
kind string !
name string ! required
uid types.UID ! required
controller *bool
blockOwnerDeletion *bool

meta/v1 Preconditions
uid *types.UID
resourceVersion *string

meta/v1 ShardInfo
selector string ! required

meta/v1 Status
kind string
apiVersion string
metadata ListMeta
status string
message string
reason StatusReason
details *StatusDetails
code int32

meta/v1 StatusCause
reason CauseType
message string
field string

meta/v1 StatusDetails
name string
group string
kind string
uid types.UID
causes []StatusCause atomic
retryAfterSeconds int32

policy/v1 Eviction
kind string
apiVersion string
metadata ObjectMeta
deleteOptions *DeleteOptions`
