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
lastUpdateTime Time #6
lastTransitionTime Time
reason string #4
message string

apps/v1 DeploymentSpec
replicas *int32
selector *LabelSelector ! required
template PodTemplateSpec ! required
strategy DeploymentStrategy patch=retainKeys
minReadySeconds int32
revisionHistoryLimit *int32
paused bool
progressDeadlineSeconds *int32 #9

apps/v1 DeploymentStatus
observedGeneration int64
replicas int32
updatedReplicas int32
readyReplicas int32 #7
availableReplicas int32 #4
unavailableReplicas int32
terminatingReplicas *int32 #9
conditions []DeploymentCondition patch=merge key=type list=type #6
collisionCount *int32 #8

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
minReadySeconds int32 #4
selector *LabelSelector ! #2 required
template PodTemplateSpec

apps/v1 ReplicaSetStatus
replicas int32 ! required
fullyLabeledReplicas int32
readyReplicas int32 #4
availableReplicas int32
terminatingReplicas *int32 #7
observedGeneration int64 #3
conditions []ReplicaSetCondition patch=merge key=type list=type #6

apps/v1 RollingUpdateDeployment
maxUnavailable *IntOrString
maxSurge *IntOrString

authentication.k8s.io/v1 BoundObjectReference
kind string #1
apiVersion string #2
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
expirationSeconds *int64 ! #4
boundObjectRef *BoundObjectReference ! #3

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

authorization.k8s.io/v1 NonResourceRule
verbs []string ! atomic required
nonResourceURLs []string atomic

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

authorization.k8s.io/v1 ResourceRule
verbs []string ! atomic required
apiGroups []string atomic
resources []string atomic
resourceNames []string atomic

authorization.k8s.io/v1 SelfSubjectAccessReview
kind string
apiVersion string
metadata ObjectMeta
spec SelfSubjectAccessReviewSpec ! required
status SubjectAccessReviewStatus

authorization.k8s.io/v1 SelfSubjectAccessReviewSpec
resourceAttributes *ResourceAttributes
nonResourceAttributes *NonResourceAttributes

authorization.k8s.io/v1 SelfSubjectRulesReview
kind string
apiVersion string
metadata ObjectMeta
spec SelfSubjectRulesReviewSpec ! required
status SubjectRulesReviewStatus

authorization.k8s.io/v1 SelfSubjectRulesReviewSpec
namespace string

authorization.k8s.io/v1 SubjectAccessReviewStatus
allowed bool ! required
denied bool #4
reason string #2
evaluationError string

authorization.k8s.io/v1 SubjectRulesReviewStatus
resourceRules []ResourceRule ! atomic required
nonResourceRules []NonResourceRule ! atomic required
incomplete bool ! required
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
podFailurePolicy *PodFailurePolicy #11
successPolicy *SuccessPolicy #16
backoffLimit *int32 #7
backoffLimitPerIndex *int32 #12
maxFailedIndexes *int32
selector *LabelSelector #4
manualSelector *bool
template PodTemplateSpec ! required
ttlSecondsAfterFinished *int32 #8
completionMode *CompletionMode enum=Indexed|NonIndexed
suspend *bool
podReplacementPolicy *PodReplacementPolicy #14 enum=Failed|TerminatingOrFailed
managedBy *string

batch/v1 JobStatus
conditions []JobCondition patch=merge key=type atomic
startTime *Time
completionTime *Time
active int32
succeeded int32
failed int32
terminating *int32 #11
completedIndexes string #7
failedIndexes *string #10
uncountedTerminatedPods *UncountedTerminatedPods #8
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
kind *AzureDataDiskKind #6 enum=Dedicated|Managed|Shared

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
optional *bool #5
path string ! #4 required

v1 ConfigMap
kind string
apiVersion string
metadata ObjectMeta
immutable *bool #4
data map:string #2
binaryData map:bytes

v1 ConfigMapEnvSource
name string #1.1
optional *bool #2

v1 ConfigMapKeySelector atomic
name string #1.1
key string ! #2 required
optional *bool

v1 ConfigMapNodeConfigSource
namespace string ! required
name string ! required
uid types.UID
resourceVersion string
kubeletConfigKey string ! required

v1 ConfigMapProjection
name string #1.1
items []KeyToPath atomic #2
optional *bool #4

v1 ConfigMapVolumeSource
name string #1.1
items []KeyToPath atomic #2
defaultMode *int32
optional *bool

v1 Container
name string ! required
image string
command []string atomic
args []string atomic
workingDir string
ports []ContainerPort patch=merge key=containerPort list=containerPort,protocol
envFrom []EnvFromSource atomic #19
env []EnvVar patch=merge key=name list=name #7
resources ResourceRequirements
resizePolicy []ContainerResizePolicy atomic #23
restartPolicy *ContainerRestartPolicy
restartPolicyRules []ContainerRestartRule atomic
volumeMounts []VolumeMount patch=merge key=mountPath list=mountPath #9
volumeDevices []VolumeDevice patch=merge key=devicePath list=devicePath #21
livenessProbe *Probe #10
readinessProbe *Probe
startupProbe *Probe #22
lifecycle *Lifecycle #12
terminationMessagePath string
terminationMessagePolicy TerminationMessagePolicy #20 enum=FallbackToLogsOnError|File
imagePullPolicy PullPolicy #14 enum=Always|IfNotPresent|Never
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
name string ! #1.1 required
image string
command []string atomic
args []string atomic
workingDir string
ports []ContainerPort patch=merge key=containerPort list=containerPort,protocol
envFrom []EnvFromSource atomic #1.19
env []EnvVar patch=merge key=name list=name #1.7
resources ResourceRequirements
resizePolicy []ContainerResizePolicy atomic #1.23
restartPolicy *ContainerRestartPolicy
restartPolicyRules []ContainerRestartRule atomic
volumeMounts []VolumeMount patch=merge key=mountPath list=mountPath #1.9
volumeDevices []VolumeDevice patch=merge key=devicePath list=devicePath #1.21
livenessProbe *Probe #1.10
readinessProbe *Probe
startupProbe *Probe #1.22
lifecycle *Lifecycle #1.12
terminationMessagePath string
terminationMessagePolicy TerminationMessagePolicy #1.20 enum=FallbackToLogsOnError|File
imagePullPolicy PullPolicy #1.14 enum=Always|IfNotPresent|Never
securityContext *SecurityContext
stdin bool
stdinOnce bool
tty bool
targetContainerName string #2

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
chapAuthSession bool #11
secretRef *LocalObjectReference #10
initiatorName *string #12

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
lastTransitionTime Time #4
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
configMap *ConfigMapNodeConfigSource #2

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
podCIDRs []string patch=merge set #7
providerID string #3
unschedulable bool
taints []Taint atomic
configSource *NodeConfigSource
externalID string #2

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
apiVersion string #1
fieldPath string ! required

v1 ObjectReference atomic
kind string #1
namespace string
name string
uid types.UID
apiVersion string #5
resourceVersion string
fieldPath string

v1 PersistentVolumeClaimSpec
accessModes []PersistentVolumeAccessMode atomic
selector *LabelSelector #4
resources VolumeResourceRequirements #2
volumeName string
storageClassName *string #5
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
observedGeneration int64 #7
status ConditionStatus ! #2 required
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
resourceClaimName *string #3
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
windowsOptions *WindowsSecurityContextOptions #8
runAsUser *int64 #2
runAsGroup *int64 #6
runAsNonRoot *bool #3
supplementalGroups []int64 atomic
supplementalGroupsPolicy *SupplementalGroupsPolicy #12 enum=Merge|Strict
fsGroup *int64 #5
sysctls []Sysctl atomic #7
fsGroupChangePolicy *PodFSGroupChangePolicy #9 enum=Always|OnRootMismatch
seccompProfile *SeccompProfile
appArmorProfile *AppArmorProfile
seLinuxChangePolicy *PodSELinuxChangePolicy #13

v1 PodSpec
volumes []Volume patch=merge,retainKeys key=name list=name
initContainers []Container patch=merge key=name list=name #20
containers []Container ! patch=merge key=name list=name #2 required
ephemeralContainers []EphemeralContainer patch=merge key=name list=name #34
restartPolicy RestartPolicy #3 enum=Always|Never|OnFailure
terminationGracePeriodSeconds *int64
activeDeadlineSeconds *int64
dnsPolicy DNSPolicy enum=ClusterFirst|ClusterFirstWithHostNet|Default|None
nodeSelector map:string atomic
serviceAccountName string
serviceAccount string
automountServiceAccountToken *bool #21
nodeName string #10
hostNetwork bool
hostPID bool
hostIPC bool
shareProcessNamespace *bool #27
securityContext *PodSecurityContext #14
imagePullSecrets []LocalObjectReference patch=merge key=name list=name
hostname string
subdomain string
affinity *Affinity
schedulerName string
tolerations []Toleration atomic #22
hostAliases []HostAlias patch=merge key=ip list=ip
priorityClassName string
priority *int32
dnsConfig *PodDNSConfig
readinessGates []PodReadinessGate atomic #28
runtimeClassName *string
enableServiceLinks *bool
preemptionPolicy *PreemptionPolicy enum=Never|PreemptLowerPriority
overhead map:Quantity
topologySpreadConstraints []TopologySpreadConstraint patch=merge key=topologyKey list=topologyKey,whenUnsatisfiable
setHostnameAsFQDN *bool #35
os *PodOS
hostUsers *bool
schedulingGates []PodSchedulingGate patch=merge key=name list=name
resourceClaims []PodResourceClaim patch=merge,retainKeys key=name list=name
resources *ResourceRequirements
hostnameOverride *string
schedulingGroup *PodSchedulingGroup #43

v1 PodStatus
observedGeneration int64 #17
phase PodPhase #1 enum=Failed|Pending|Running|Succeeded|Unknown
conditions []PodCondition patch=merge key=type list=type
message string
reason string
nominatedNodeName string #11
hostIP string #5
hostIPs []HostIP patch=merge key=ip atomic #16
podIP string #6
podIPs []PodIP patch=merge key=ip list=ip #12
startTime *Time #7
initContainerStatuses []ContainerStatus atomic #10
containerStatuses []ContainerStatus atomic #8
qosClass PodQOSClass enum=BestEffort|Burstable|Guaranteed
ephemeralContainerStatuses []ContainerStatus atomic #13
resize PodResizeStatus
resourceClaimStatuses []PodResourceClaimStatus patch=merge,retainKeys key=name list=name
extendedResourceClaimStatus *PodExtendedResourceClaimStatus #18
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
exec *ExecAction #1.1
httpGet *HTTPGetAction
tcpSocket *TCPSocketAction
grpc *GRPCAction
initialDelaySeconds int32 #2
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
message *string #6

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
immutable *bool #5
data map:bytes #2
stringData map:string #4
type SecretType #3

v1 SecretEnvSource
name string #1.1
optional *bool #2

v1 SecretKeySelector atomic
name string #1.1
key string ! #2 required
optional *bool

v1 SecretProjection
name string #1.1
items []KeyToPath atomic #2
optional *bool #4

v1 SecretVolumeSource
secretName string
items []KeyToPath atomic
defaultMode *int32
optional *bool

v1 SecurityContext
capabilities *Capabilities
privileged *bool
seLinuxOptions *SELinuxOptions
windowsOptions *WindowsSecurityContextOptions #10
runAsUser *int64 #4
runAsGroup *int64 #8
runAsNonRoot *bool #5
readOnlyRootFilesystem *bool
allowPrivilegeEscalation *bool
procMount *ProcMountType #9 enum=Default|Unmasked
seccompProfile *SeccompProfile #11
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
appProtocol *string #6
port int32 ! #3 required
targetPort IntOrString
nodePort int32

v1 ServiceSpec
ports []ServicePort patch=merge key=port list=port,protocol
selector map:string atomic
clusterIP string
clusterIPs []string atomic #18
type ServiceType #4 enum=ClusterIP|ExternalName|LoadBalancer|NodePort
externalIPs []string atomic
sessionAffinity ServiceAffinity #7 enum=ClientIP|None
loadBalancerIP string
loadBalancerSourceRanges []string atomic
externalName string
externalTrafficPolicy ServiceExternalTrafficPolicy enum=Cluster|Local
healthCheckNodePort int32
publishNotReadyAddresses bool
sessionAffinityConfig *SessionAffinityConfig
ipFamilies []IPFamily atomic #19
ipFamilyPolicy *IPFamilyPolicy #17 enum=PreferDualStack|RequireDualStack|SingleStack
allocateLoadBalancerNodePorts *bool #20
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
kind string ! #2
name string ! required

v1 TypedObjectReference
apiGroup *string !
kind string ! #2
name string ! required
namespace *string

v1 Volume
name string ! required
hostPath *HostPathVolumeSource #2.1
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
projected *ProjectedVolumeSource #2.26
portworxVolume *PortworxVolumeSource #2.24
scaleIO *ScaleIOVolumeSource
storageos *StorageOSVolumeSource #2.27
csi *CSIVolumeSource
ephemeral *EphemeralVolumeSource
image *ImageVolumeSource

v1 VolumeDevice
name string ! required
devicePath string ! required

v1 VolumeMount
name string ! required
readOnly bool
recursiveReadOnly *RecursiveReadOnlyMode #7
mountPath string ! #3 required
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
addressType AddressType ! #4 required enum=FQDN|IPv4|IPv6
endpoints []Endpoint ! atomic #2
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
apiVersion string #3
time *Time
fieldsType string #6
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
managedFields []ManagedFieldsEntry atomic #17

meta/v1 OwnerReference atomic
apiVersion string ! #5
kind string ! #1
name string ! #3 required
uid types.UID ! required
controller *bool #6
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
kind string #3
uid types.UID #6
causes []StatusCause atomic #4
retryAfterSeconds int32

policy/v1 Eviction
kind string
apiVersion string
metadata ObjectMeta
deleteOptions *DeleteOptions`
