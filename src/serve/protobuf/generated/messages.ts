// Written by tools/generate-protobuf.ts.
export const MESSAGES = `
apps.ControllerRevision metadata:1:meta.ObjectMeta data:2:json revision:3:int
apps.ControllerRevisionList metadata:1:meta.ListMeta items:2:[apps.ControllerRevision
apps.DaemonSet metadata:1:meta.ObjectMeta spec:2:apps.DaemonSetSpec status:3:apps.DaemonSetStatus
apps.DaemonSetCondition type:1:string status:2:string lastTransitionTime:3:time reason:4:string message:5:string
apps.DaemonSetList metadata:1:meta.ListMeta items:2:[apps.DaemonSet
apps.DaemonSetSpec selector:1:*meta.LabelSelector template:2:core.PodTemplateSpec updateStrategy:3:apps.DaemonSetUpdateStrategy minReadySeconds:4:int revisionHistoryLimit:6:*int
apps.DaemonSetStatus currentNumberScheduled:1:int numberMisscheduled:2:int desiredNumberScheduled:3:int numberReady:4:int observedGeneration:5:int updatedNumberScheduled:6:int numberAvailable:7:int numberUnavailable:8:int collisionCount:9:*int conditions:10:[apps.DaemonSetCondition
apps.DaemonSetUpdateStrategy type:1:string rollingUpdate:2:*apps.RollingUpdateDaemonSet
apps.Deployment metadata:1:meta.ObjectMeta spec:2:apps.DeploymentSpec status:3:apps.DeploymentStatus
apps.DeploymentCondition type:1:string status:2:string lastUpdateTime:6:time lastTransitionTime:7:time reason:4:string message:5:string
apps.DeploymentList metadata:1:meta.ListMeta items:2:[apps.Deployment
apps.DeploymentSpec replicas:1:*int selector:2:*meta.LabelSelector template:3:core.PodTemplateSpec strategy:4:apps.DeploymentStrategy minReadySeconds:5:int revisionHistoryLimit:6:*int paused:7:bool progressDeadlineSeconds:9:*int
apps.DeploymentStatus observedGeneration:1:int replicas:2:int updatedReplicas:3:int readyReplicas:7:int availableReplicas:4:int unavailableReplicas:5:int terminatingReplicas:9:*int conditions:6:[apps.DeploymentCondition collisionCount:8:*int
apps.DeploymentStrategy type:1:string rollingUpdate:2:*apps.RollingUpdateDeployment
apps.ReplicaSet metadata:1:meta.ObjectMeta spec:2:apps.ReplicaSetSpec status:3:apps.ReplicaSetStatus
apps.ReplicaSetCondition type:1:string status:2:string lastTransitionTime:3:time reason:4:string message:5:string
apps.ReplicaSetList metadata:1:meta.ListMeta items:2:[apps.ReplicaSet
apps.ReplicaSetSpec replicas:1:*int minReadySeconds:4:int selector:2:*meta.LabelSelector template:3:core.PodTemplateSpec
apps.ReplicaSetStatus replicas:1:int fullyLabeledReplicas:2:int readyReplicas:4:int availableReplicas:5:int terminatingReplicas:7:*int observedGeneration:3:int conditions:6:[apps.ReplicaSetCondition
apps.RollingUpdateDaemonSet maxUnavailable:1:*intstr maxSurge:2:*intstr
apps.RollingUpdateDeployment maxUnavailable:1:*intstr maxSurge:2:*intstr
apps.RollingUpdateStatefulSetStrategy partition:1:*int maxUnavailable:2:*intstr
apps.StatefulSet metadata:1:meta.ObjectMeta spec:2:apps.StatefulSetSpec status:3:apps.StatefulSetStatus
apps.StatefulSetCondition type:1:string status:2:string lastTransitionTime:3:time reason:4:string message:5:string
apps.StatefulSetList metadata:1:meta.ListMeta items:2:[apps.StatefulSet
apps.StatefulSetOrdinals start:1:int
apps.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:1:string whenScaled:2:string
apps.StatefulSetSpec replicas:1:*int selector:2:*meta.LabelSelector template:3:core.PodTemplateSpec volumeClaimTemplates:4:[core.PersistentVolumeClaim serviceName:5:string podManagementPolicy:6:string updateStrategy:7:apps.StatefulSetUpdateStrategy revisionHistoryLimit:8:*int minReadySeconds:9:int persistentVolumeClaimRetentionPolicy:10:*apps.StatefulSetPersistentVolumeClaimRetentionPolicy ordinals:11:*apps.StatefulSetOrdinals
apps.StatefulSetStatus observedGeneration:1:int replicas:2:int readyReplicas:3:int currentReplicas:4:int updatedReplicas:5:int currentRevision:6:string updateRevision:7:string collisionCount:9:*int conditions:10:[apps.StatefulSetCondition availableReplicas:11:int
apps.StatefulSetUpdateStrategy type:1:string rollingUpdate:2:*apps.RollingUpdateStatefulSetStrategy
authentication.BoundObjectReference kind:1:string apiVersion:2:string name:3:string uid:4:string
authentication.SelfSubjectReview metadata:1:meta.ObjectMeta status:2:authentication.SelfSubjectReviewStatus
authentication.SelfSubjectReviewStatus userInfo:1:authentication.UserInfo
authentication.TokenRequest metadata:1:meta.ObjectMeta spec:2:authentication.TokenRequestSpec status:3:authentication.TokenRequestStatus
authentication.TokenRequestSpec audiences:1:[string expirationSeconds:4:*int boundObjectRef:3:*authentication.BoundObjectReference attestations:5:{[string
authentication.TokenRequestStatus token:1:string expirationTimestamp:2:time
authentication.TokenReview metadata:1:meta.ObjectMeta spec:2:authentication.TokenReviewSpec status:3:authentication.TokenReviewStatus
authentication.TokenReviewSpec token:1:string audiences:2:[string
authentication.TokenReviewStatus authenticated:1:bool user:2:authentication.UserInfo audiences:4:[string error:3:string
authentication.UserInfo username:1:string uid:2:string groups:3:[string extra:4:{[string
authorization.FieldSelectorAttributes rawSelector:1:string requirements:2:[meta.FieldSelectorRequirement
authorization.LabelSelectorAttributes rawSelector:1:string requirements:2:[meta.LabelSelectorRequirement
authorization.LocalSubjectAccessReview metadata:1:meta.ObjectMeta spec:2:authorization.SubjectAccessReviewSpec status:3:authorization.SubjectAccessReviewStatus
authorization.NonResourceAttributes path:1:string verb:2:string
authorization.NonResourceRule verbs:1:[string nonResourceURLs:2:[string
authorization.ResourceAttributes namespace:1:string verb:2:string group:3:string version:4:string resource:5:string subresource:6:string name:7:string fieldSelector:8:*authorization.FieldSelectorAttributes labelSelector:9:*authorization.LabelSelectorAttributes
authorization.ResourceRule verbs:1:[string apiGroups:2:[string resources:3:[string resourceNames:4:[string
authorization.SelfSubjectAccessReview metadata:1:meta.ObjectMeta spec:2:authorization.SelfSubjectAccessReviewSpec status:3:authorization.SubjectAccessReviewStatus
authorization.SelfSubjectAccessReviewSpec resourceAttributes:1:*authorization.ResourceAttributes nonResourceAttributes:2:*authorization.NonResourceAttributes
authorization.SelfSubjectRulesReview metadata:1:meta.ObjectMeta spec:2:authorization.SelfSubjectRulesReviewSpec status:3:authorization.SubjectRulesReviewStatus
authorization.SelfSubjectRulesReviewSpec namespace:1:string
authorization.SubjectAccessReview metadata:1:meta.ObjectMeta spec:2:authorization.SubjectAccessReviewSpec status:3:authorization.SubjectAccessReviewStatus
authorization.SubjectAccessReviewSpec resourceAttributes:1:*authorization.ResourceAttributes nonResourceAttributes:2:*authorization.NonResourceAttributes user:3:string groups:4:[string extra:5:{[string uid:6:string
authorization.SubjectAccessReviewStatus allowed:1:bool denied:4:bool reason:2:string evaluationError:3:string
authorization.SubjectRulesReviewStatus resourceRules:1:[authorization.ResourceRule nonResourceRules:2:[authorization.NonResourceRule incomplete:3:bool evaluationError:4:string
autoscaling.ContainerResourceMetricSource name:1:string targetAverageUtilization:2:*int targetAverageValue:3:*quantity container:5:string
autoscaling.ContainerResourceMetricStatus name:1:string currentAverageUtilization:2:*int currentAverageValue:3:quantity container:4:string
autoscaling.CrossVersionObjectReference kind:1:string name:2:string apiVersion:3:string
autoscaling.ExternalMetricSource metricName:1:string metricSelector:2:*meta.LabelSelector targetValue:3:*quantity targetAverageValue:4:*quantity
autoscaling.ExternalMetricStatus metricName:1:string metricSelector:2:*meta.LabelSelector currentValue:3:quantity currentAverageValue:4:*quantity
autoscaling.HorizontalPodAutoscaler metadata:1:meta.ObjectMeta spec:2:autoscaling.HorizontalPodAutoscalerSpec status:3:autoscaling.HorizontalPodAutoscalerStatus
autoscaling.HorizontalPodAutoscalerCondition type:1:string status:2:string lastTransitionTime:3:time reason:4:string message:5:string observedGeneration:6:*int
autoscaling.HorizontalPodAutoscalerList metadata:1:meta.ListMeta items:2:[autoscaling.HorizontalPodAutoscaler
autoscaling.HorizontalPodAutoscalerSpec scaleTargetRef:1:autoscaling.CrossVersionObjectReference minReplicas:2:*int maxReplicas:3:int targetCPUUtilizationPercentage:4:*int
autoscaling.HorizontalPodAutoscalerStatus observedGeneration:1:*int lastScaleTime:2:*time currentReplicas:3:int desiredReplicas:4:int currentCPUUtilizationPercentage:5:*int
autoscaling.MetricSpec type:1:string object:2:*autoscaling.ObjectMetricSource pods:3:*autoscaling.PodsMetricSource resource:4:*autoscaling.ResourceMetricSource containerResource:7:*autoscaling.ContainerResourceMetricSource external:5:*autoscaling.ExternalMetricSource
autoscaling.MetricStatus type:1:string object:2:*autoscaling.ObjectMetricStatus pods:3:*autoscaling.PodsMetricStatus resource:4:*autoscaling.ResourceMetricStatus containerResource:7:*autoscaling.ContainerResourceMetricStatus external:5:*autoscaling.ExternalMetricStatus
autoscaling.ObjectMetricSource target:1:autoscaling.CrossVersionObjectReference metricName:2:string targetValue:3:quantity selector:4:*meta.LabelSelector averageValue:5:*quantity
autoscaling.ObjectMetricStatus target:1:autoscaling.CrossVersionObjectReference metricName:2:string currentValue:3:quantity selector:4:*meta.LabelSelector averageValue:5:*quantity
autoscaling.PodsMetricSource metricName:1:string targetAverageValue:2:quantity selector:3:*meta.LabelSelector
autoscaling.PodsMetricStatus metricName:1:string currentAverageValue:2:quantity selector:3:*meta.LabelSelector
autoscaling.ResourceMetricSource name:1:string targetAverageUtilization:2:*int targetAverageValue:3:*quantity
autoscaling.ResourceMetricStatus name:1:string currentAverageUtilization:2:*int currentAverageValue:3:quantity
autoscaling.Scale metadata:1:meta.ObjectMeta spec:2:autoscaling.ScaleSpec status:3:autoscaling.ScaleStatus
autoscaling.ScaleSpec replicas:1:int
autoscaling.ScaleStatus replicas:1:int selector:2:string
batch.CronJob metadata:1:meta.ObjectMeta spec:2:batch.CronJobSpec status:3:batch.CronJobStatus
batch.CronJobList metadata:1:meta.ListMeta items:2:[batch.CronJob
batch.CronJobSpec schedule:1:string timeZone:8:*string startingDeadlineSeconds:2:*int concurrencyPolicy:3:string suspend:4:*bool jobTemplate:5:batch.JobTemplateSpec successfulJobsHistoryLimit:6:*int failedJobsHistoryLimit:7:*int
batch.CronJobStatus active:1:[core.ObjectReference lastScheduleTime:4:*time lastSuccessfulTime:5:*time
batch.Job metadata:1:meta.ObjectMeta spec:2:batch.JobSpec status:3:batch.JobStatus
batch.JobCondition type:1:string status:2:string lastProbeTime:3:time lastTransitionTime:4:time reason:5:string message:6:string
batch.JobList metadata:1:meta.ListMeta items:2:[batch.Job
batch.JobSchedulingConfiguration schedulingPolicy:1:*schedulingv1alpha3.WorkloadPodGroupSchedulingPolicy schedulingConstraints:2:*schedulingv1alpha3.WorkloadPodGroupSchedulingConstraints disruptionMode:3:*schedulingv1alpha3.WorkloadPodGroupDisruptionMode resourceClaims:4:[schedulingv1alpha3.WorkloadPodGroupResourceClaim
batch.JobSpec parallelism:1:*int completions:2:*int activeDeadlineSeconds:3:*int podFailurePolicy:11:*batch.PodFailurePolicy successPolicy:16:*batch.SuccessPolicy backoffLimit:7:*int backoffLimitPerIndex:12:*int maxFailedIndexes:13:*int selector:4:*meta.LabelSelector manualSelector:5:*bool template:6:core.PodTemplateSpec ttlSecondsAfterFinished:8:*int completionMode:9:*string suspend:10:*bool podReplacementPolicy:14:*string managedBy:15:*string scheduling:17:*batch.JobSchedulingConfiguration
batch.JobStatus conditions:1:[batch.JobCondition startTime:2:*time completionTime:3:*time active:4:int succeeded:5:int failed:6:int terminating:11:*int completedIndexes:7:string failedIndexes:10:*string uncountedTerminatedPods:8:*batch.UncountedTerminatedPods ready:9:*int
batch.JobTemplateSpec metadata:1:meta.ObjectMeta spec:2:batch.JobSpec
batch.PodFailurePolicy rules:1:[batch.PodFailurePolicyRule
batch.PodFailurePolicyOnExitCodesRequirement containerName:1:*string operator:2:string values:3:[int
batch.PodFailurePolicyOnPodConditionsPattern type:1:string status:2:string
batch.PodFailurePolicyRule action:1:string onExitCodes:2:*batch.PodFailurePolicyOnExitCodesRequirement onPodConditions:3:[batch.PodFailurePolicyOnPodConditionsPattern
batch.SuccessPolicy rules:1:[batch.SuccessPolicyRule
batch.SuccessPolicyRule succeededIndexes:1:*string succeededCount:2:*int
batch.UncountedTerminatedPods succeeded:1:[string failed:2:[string
coordination.Lease metadata:1:meta.ObjectMeta spec:2:coordination.LeaseSpec
coordination.LeaseList metadata:1:meta.ListMeta items:2:[coordination.Lease
coordination.LeaseSpec holderIdentity:1:*string leaseDurationSeconds:2:*int acquireTime:3:*micro renewTime:4:*micro leaseTransitions:5:*int strategy:6:*string preferredHolder:7:*string
core.AWSElasticBlockStoreVolumeSource volumeID:1:string fsType:2:string partition:3:int readOnly:4:bool
core.Affinity nodeAffinity:1:*core.NodeAffinity podAffinity:2:*core.PodAffinity podAntiAffinity:3:*core.PodAntiAffinity
core.AppArmorProfile type:1:string localhostProfile:2:*string
core.AttachedVolume name:1:string devicePath:2:string
core.AvoidPods preferAvoidPods:1:[core.PreferAvoidPodsEntry
core.AzureDiskVolumeSource diskName:1:string diskURI:2:string cachingMode:3:*string fsType:4:*string readOnly:5:*bool kind:6:*string
core.AzureFilePersistentVolumeSource secretName:1:string shareName:2:string readOnly:3:bool secretNamespace:4:*string
core.AzureFileVolumeSource secretName:1:string shareName:2:string readOnly:3:bool
core.Binding metadata:1:meta.ObjectMeta target:2:core.ObjectReference
core.CSIPersistentVolumeSource driver:1:string volumeHandle:2:string readOnly:3:bool fsType:4:string volumeAttributes:5:{string controllerPublishSecretRef:6:*core.SecretReference nodeStageSecretRef:7:*core.SecretReference nodePublishSecretRef:8:*core.SecretReference controllerExpandSecretRef:9:*core.SecretReference nodeExpandSecretRef:10:*core.SecretReference
core.CSIVolumeSource driver:1:string readOnly:2:*bool fsType:3:*string volumeAttributes:4:{string nodePublishSecretRef:5:*core.LocalObjectReference
core.Capabilities add:1:[string drop:2:[string
core.CephFSPersistentVolumeSource monitors:1:[string path:2:string user:3:string secretFile:4:string secretRef:5:*core.SecretReference readOnly:6:bool
core.CephFSVolumeSource monitors:1:[string path:2:string user:3:string secretFile:4:string secretRef:5:*core.LocalObjectReference readOnly:6:bool
core.CinderPersistentVolumeSource volumeID:1:string fsType:2:string readOnly:3:bool secretRef:4:*core.SecretReference
core.CinderVolumeSource volumeID:1:string fsType:2:string readOnly:3:bool secretRef:4:*core.LocalObjectReference
core.ClientIPConfig timeoutSeconds:1:*int
core.ClusterTrustBundleProjection name:1:*string signerName:2:*string labelSelector:3:*meta.LabelSelector optional:5:*bool path:4:string user:6:*int
core.ComponentCondition type:1:string status:2:string message:3:string error:4:string
core.ComponentStatus metadata:1:meta.ObjectMeta conditions:2:[core.ComponentCondition
core.ComponentStatusList metadata:1:meta.ListMeta items:2:[core.ComponentStatus
core.ConfigMap metadata:1:meta.ObjectMeta immutable:4:*bool data:2:{string binaryData:3:{bytes
core.ConfigMapEnvSource :1:core.LocalObjectReference optional:2:*bool
core.ConfigMapKeySelector :1:core.LocalObjectReference key:2:string optional:3:*bool
core.ConfigMapList metadata:1:meta.ListMeta items:2:[core.ConfigMap
core.ConfigMapNodeConfigSource namespace:1:string name:2:string uid:3:string resourceVersion:4:string kubeletConfigKey:5:string
core.ConfigMapProjection :1:core.LocalObjectReference items:2:[core.KeyToPath optional:4:*bool
core.ConfigMapVolumeSource :1:core.LocalObjectReference items:2:[core.KeyToPath defaultMode:3:*int optional:4:*bool defaultUser:5:*int
core.Container name:1:string image:2:string command:3:[string args:4:[string workingDir:5:string ports:6:[core.ContainerPort envFrom:19:[core.EnvFromSource env:7:[core.EnvVar resources:8:core.ResourceRequirements resizePolicy:23:[core.ContainerResizePolicy restartPolicy:24:*string restartPolicyRules:25:[core.ContainerRestartRule volumeMounts:9:[core.VolumeMount volumeDevices:21:[core.VolumeDevice livenessProbe:10:*core.Probe readinessProbe:11:*core.Probe startupProbe:22:*core.Probe lifecycle:12:*core.Lifecycle terminationMessagePath:13:string terminationMessagePolicy:20:string imagePullPolicy:14:string securityContext:15:*core.SecurityContext stdin:16:bool stdinOnce:17:bool tty:18:bool
core.ContainerExtendedResourceRequest containerName:1:string resourceName:2:string requestName:3:string
core.ContainerImage names:1:[string sizeBytes:2:int
core.ContainerPort name:1:string hostPort:2:int containerPort:3:int protocol:4:string hostIP:5:string
core.ContainerResizePolicy resourceName:1:string restartPolicy:2:string
core.ContainerRestartRule action:1:string exitCodes:2:*core.ContainerRestartRuleOnExitCodes
core.ContainerRestartRuleOnExitCodes operator:1:string values:2:[int
core.ContainerState waiting:1:*core.ContainerStateWaiting running:2:*core.ContainerStateRunning terminated:3:*core.ContainerStateTerminated
core.ContainerStateRunning startedAt:1:time
core.ContainerStateTerminated exitCode:1:int signal:2:int reason:3:string message:4:string startedAt:5:time finishedAt:6:time containerID:7:string
core.ContainerStateWaiting reason:1:string message:2:string
core.ContainerStatus name:1:string state:2:core.ContainerState lastState:3:core.ContainerState ready:4:bool restartCount:5:int image:6:string imageID:7:string containerID:8:string started:9:*bool allocatedResources:10:{quantity resources:11:*core.ResourceRequirements volumeMounts:12:[core.VolumeMountStatus user:13:*core.ContainerUser allocatedResourcesStatus:14:[core.ResourceStatus stopSignal:15:*string
core.ContainerUser linux:1:*core.LinuxContainerUser
core.DaemonEndpoint Port:1:int
core.DownwardAPIProjection items:1:[core.DownwardAPIVolumeFile
core.DownwardAPIVolumeFile path:1:string fieldRef:2:*core.ObjectFieldSelector resourceFieldRef:3:*core.ResourceFieldSelector mode:4:*int user:5:*int
core.DownwardAPIVolumeSource items:1:[core.DownwardAPIVolumeFile defaultMode:2:*int defaultUser:3:*int
core.EmptyDirVolumeSource medium:1:string sizeLimit:2:*quantity mode:3:*int
core.EndpointAddress ip:1:string hostname:3:string nodeName:4:*string targetRef:2:*core.ObjectReference
core.EndpointPort name:1:string port:2:int protocol:3:string appProtocol:4:*string
core.EndpointSubset addresses:1:[core.EndpointAddress notReadyAddresses:2:[core.EndpointAddress ports:3:[core.EndpointPort
core.Endpoints metadata:1:meta.ObjectMeta subsets:2:[core.EndpointSubset
core.EndpointsList metadata:1:meta.ListMeta items:2:[core.Endpoints
core.EnvFromSource prefix:1:string configMapRef:2:*core.ConfigMapEnvSource secretRef:3:*core.SecretEnvSource
core.EnvVar name:1:string value:2:string valueFrom:3:*core.EnvVarSource
core.EnvVarSource fieldRef:1:*core.ObjectFieldSelector resourceFieldRef:2:*core.ResourceFieldSelector configMapKeyRef:3:*core.ConfigMapKeySelector secretKeyRef:4:*core.SecretKeySelector fileKeyRef:5:*core.FileKeySelector
core.EphemeralContainer :1:core.EphemeralContainerCommon targetContainerName:2:string
core.EphemeralContainerCommon name:1:string image:2:string command:3:[string args:4:[string workingDir:5:string ports:6:[core.ContainerPort envFrom:19:[core.EnvFromSource env:7:[core.EnvVar resources:8:core.ResourceRequirements resizePolicy:23:[core.ContainerResizePolicy restartPolicy:24:*string restartPolicyRules:25:[core.ContainerRestartRule volumeMounts:9:[core.VolumeMount volumeDevices:21:[core.VolumeDevice livenessProbe:10:*core.Probe readinessProbe:11:*core.Probe startupProbe:22:*core.Probe lifecycle:12:*core.Lifecycle terminationMessagePath:13:string terminationMessagePolicy:20:string imagePullPolicy:14:string securityContext:15:*core.SecurityContext stdin:16:bool stdinOnce:17:bool tty:18:bool
core.EphemeralVolumeSource volumeClaimTemplate:1:*core.PersistentVolumeClaimTemplate
core.Event metadata:1:meta.ObjectMeta involvedObject:2:core.ObjectReference reason:3:string message:4:string source:5:core.EventSource firstTimestamp:6:time lastTimestamp:7:time count:8:int type:9:string eventTime:10:micro series:11:*core.EventSeries action:12:string related:13:*core.ObjectReference reportingComponent:14:string reportingInstance:15:string
core.EventList metadata:1:meta.ListMeta items:2:[core.Event
core.EventSeries count:1:int lastObservedTime:2:micro
core.EventSource component:1:string host:2:string
core.EvictionResponder name:1:string priority:2:*int
core.ExecAction command:1:[string
core.FCVolumeSource targetWWNs:1:[string lun:2:*int fsType:3:string readOnly:4:bool wwids:5:[string
core.FileKeySelector volumeName:1:string path:2:string key:3:string optional:4:*bool
core.FlexPersistentVolumeSource driver:1:string fsType:2:string secretRef:3:*core.SecretReference readOnly:4:bool options:5:{string
core.FlexVolumeSource driver:1:string fsType:2:string secretRef:3:*core.LocalObjectReference readOnly:4:bool options:5:{string
core.FlockerVolumeSource datasetName:1:string datasetUUID:2:string
core.GCEPersistentDiskVolumeSource pdName:1:string fsType:2:string partition:3:int readOnly:4:bool
core.GRPCAction port:1:int service:2:*string mode:3:*string
core.GitRepoVolumeSource repository:1:string revision:2:string directory:3:string
core.GlusterfsPersistentVolumeSource endpoints:1:string path:2:string readOnly:3:bool endpointsNamespace:4:*string
core.GlusterfsVolumeSource endpoints:1:string path:2:string readOnly:3:bool
core.HTTPGetAction path:1:string port:2:intstr host:3:string scheme:4:string httpHeaders:5:[core.HTTPHeader protocol:6:*string
core.HTTPHeader name:1:string value:2:string
core.HostAlias ip:1:string hostnames:2:[string
core.HostIP ip:1:string
core.HostPathVolumeSource path:1:string type:2:*string
core.ISCSIPersistentVolumeSource targetPortal:1:string iqn:2:string lun:3:int iscsiInterface:4:string fsType:5:string readOnly:6:bool portals:7:[string chapAuthDiscovery:8:bool chapAuthSession:11:bool secretRef:10:*core.SecretReference initiatorName:12:*string
core.ISCSIVolumeSource targetPortal:1:string iqn:2:string lun:3:int iscsiInterface:4:string fsType:5:string readOnly:6:bool portals:7:[string chapAuthDiscovery:8:bool chapAuthSession:11:bool secretRef:10:*core.LocalObjectReference initiatorName:12:*string
core.ImageVolumeSource reference:1:string pullPolicy:2:string
core.ImageVolumeStatus imageRef:1:string
core.KeyToPath key:1:string path:2:string mode:3:*int user:4:*int
core.Lifecycle postStart:1:*core.LifecycleHandler preStop:2:*core.LifecycleHandler stopSignal:3:*string
core.LifecycleHandler exec:1:*core.ExecAction httpGet:2:*core.HTTPGetAction tcpSocket:3:*core.TCPSocketAction sleep:4:*core.SleepAction
core.LimitRange metadata:1:meta.ObjectMeta spec:2:core.LimitRangeSpec
core.LimitRangeItem type:1:string max:2:{quantity min:3:{quantity default:4:{quantity defaultRequest:5:{quantity maxLimitRequestRatio:6:{quantity
core.LimitRangeList metadata:1:meta.ListMeta items:2:[core.LimitRange
core.LimitRangeSpec limits:1:[core.LimitRangeItem
core.LinuxContainerUser uid:1:int gid:2:int supplementalGroups:3:[int
core.LoadBalancerIngress ip:1:string hostname:2:string ipMode:3:*string ports:4:[core.PortStatus
core.LoadBalancerStatus ingress:1:[core.LoadBalancerIngress
core.LocalObjectReference name:1:string
core.LocalVolumeSource path:1:string fsType:2:*string
core.ModifyVolumeStatus targetVolumeAttributesClassName:1:string status:2:string
core.NFSVolumeSource server:1:string path:2:string readOnly:3:bool
core.Namespace metadata:1:meta.ObjectMeta spec:2:core.NamespaceSpec status:3:core.NamespaceStatus
core.NamespaceCondition type:1:string status:2:string lastTransitionTime:4:time reason:5:string message:6:string
core.NamespaceList metadata:1:meta.ListMeta items:2:[core.Namespace
core.NamespaceSpec finalizers:1:[string
core.NamespaceStatus phase:1:string conditions:2:[core.NamespaceCondition
core.Node metadata:1:meta.ObjectMeta spec:2:core.NodeSpec status:3:core.NodeStatus
core.NodeAddress type:1:string address:2:string
core.NodeAffinity requiredDuringSchedulingIgnoredDuringExecution:1:*core.NodeSelector preferredDuringSchedulingIgnoredDuringExecution:2:[core.PreferredSchedulingTerm
core.NodeAllocatableMappedResources name:1:string quantity:2:*quantity
core.NodeAllocatableOverheadResources name:1:string perPod:2:*quantity perContainer:3:*quantity
core.NodeAllocatableResourceClaimStatus resourceClaimName:1:string containers:2:[string mapping:4:[core.NodeAllocatableMappedResources overhead:5:[core.NodeAllocatableOverheadResources
core.NodeCondition type:1:string status:2:string lastHeartbeatTime:3:time lastTransitionTime:4:time reason:5:string message:6:string
core.NodeConfigSource configMap:2:*core.ConfigMapNodeConfigSource
core.NodeConfigStatus assigned:1:*core.NodeConfigSource active:2:*core.NodeConfigSource lastKnownGood:3:*core.NodeConfigSource error:4:string
core.NodeDaemonEndpoints kubeletEndpoint:1:core.DaemonEndpoint
core.NodeFeatures supplementalGroupsPolicy:1:*bool
core.NodeList metadata:1:meta.ListMeta items:2:[core.Node
core.NodePodPreemptionPolicy disableResizePreemption:1:[string
core.NodeProxyOptions path:1:string
core.NodeRuntimeHandler name:1:string features:2:*core.NodeRuntimeHandlerFeatures
core.NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:1:*bool userNamespaces:2:*bool
core.NodeSelector nodeSelectorTerms:1:[core.NodeSelectorTerm
core.NodeSelectorRequirement key:1:string operator:2:string values:3:[string
core.NodeSelectorTerm matchExpressions:1:[core.NodeSelectorRequirement matchFields:2:[core.NodeSelectorRequirement
core.NodeSpec podCIDR:1:string podCIDRs:7:[string providerID:3:string unschedulable:4:bool taints:5:[core.Taint configSource:6:*core.NodeConfigSource externalID:2:string podPreemptionPolicy:8:*core.NodePodPreemptionPolicy
core.NodeStatus capacity:1:{quantity allocatable:2:{quantity phase:3:string conditions:4:[core.NodeCondition addresses:5:[core.NodeAddress daemonEndpoints:6:core.NodeDaemonEndpoints nodeInfo:7:core.NodeSystemInfo images:8:[core.ContainerImage volumesInUse:9:[string volumesAttached:10:[core.AttachedVolume config:11:*core.NodeConfigStatus runtimeHandlers:12:[core.NodeRuntimeHandler features:13:*core.NodeFeatures declaredFeatures:14:[string
core.NodeSwapStatus capacity:1:*int
core.NodeSystemInfo machineID:1:string systemUUID:2:string bootID:3:string kernelVersion:4:string osImage:5:string containerRuntimeVersion:6:string kubeletVersion:7:string kubeProxyVersion:8:string operatingSystem:9:string architecture:10:string swap:11:*core.NodeSwapStatus
core.ObjectFieldSelector apiVersion:1:string fieldPath:2:string
core.ObjectReference kind:1:string namespace:2:string name:3:string uid:4:string apiVersion:5:string resourceVersion:6:string fieldPath:7:string
core.PersistentVolume metadata:1:meta.ObjectMeta spec:2:core.PersistentVolumeSpec status:3:core.PersistentVolumeStatus
core.PersistentVolumeClaim metadata:1:meta.ObjectMeta spec:2:core.PersistentVolumeClaimSpec status:3:core.PersistentVolumeClaimStatus
core.PersistentVolumeClaimCondition type:1:string status:2:string lastProbeTime:3:time lastTransitionTime:4:time reason:5:string message:6:string
core.PersistentVolumeClaimList metadata:1:meta.ListMeta items:2:[core.PersistentVolumeClaim
core.PersistentVolumeClaimSpec accessModes:1:[string selector:4:*meta.LabelSelector resources:2:core.VolumeResourceRequirements volumeName:3:string storageClassName:5:*string volumeMode:6:*string dataSource:7:*core.TypedLocalObjectReference dataSourceRef:8:*core.TypedObjectReference volumeAttributesClassName:9:*string
core.PersistentVolumeClaimStatus phase:1:string accessModes:2:[string capacity:3:{quantity conditions:4:[core.PersistentVolumeClaimCondition allocatedResources:5:{quantity allocatedResourceStatuses:7:{string currentVolumeAttributesClassName:8:*string modifyVolumeStatus:9:*core.ModifyVolumeStatus healthStatus:10:*core.VolumeHealthStatus
core.PersistentVolumeClaimTemplate metadata:1:meta.ObjectMeta spec:2:core.PersistentVolumeClaimSpec
core.PersistentVolumeClaimVolumeSource claimName:1:string readOnly:2:bool
core.PersistentVolumeList metadata:1:meta.ListMeta items:2:[core.PersistentVolume
core.PersistentVolumeSource gcePersistentDisk:1:*core.GCEPersistentDiskVolumeSource awsElasticBlockStore:2:*core.AWSElasticBlockStoreVolumeSource hostPath:3:*core.HostPathVolumeSource glusterfs:4:*core.GlusterfsPersistentVolumeSource nfs:5:*core.NFSVolumeSource rbd:6:*core.RBDPersistentVolumeSource iscsi:7:*core.ISCSIPersistentVolumeSource cinder:8:*core.CinderPersistentVolumeSource cephfs:9:*core.CephFSPersistentVolumeSource fc:10:*core.FCVolumeSource flocker:11:*core.FlockerVolumeSource flexVolume:12:*core.FlexPersistentVolumeSource azureFile:13:*core.AzureFilePersistentVolumeSource vsphereVolume:14:*core.VsphereVirtualDiskVolumeSource quobyte:15:*core.QuobyteVolumeSource azureDisk:16:*core.AzureDiskVolumeSource photonPersistentDisk:17:*core.PhotonPersistentDiskVolumeSource portworxVolume:18:*core.PortworxVolumeSource scaleIO:19:*core.ScaleIOPersistentVolumeSource local:20:*core.LocalVolumeSource storageos:21:*core.StorageOSPersistentVolumeSource csi:22:*core.CSIPersistentVolumeSource
core.PersistentVolumeSpec capacity:1:{quantity :2:core.PersistentVolumeSource accessModes:3:[string claimRef:4:*core.ObjectReference persistentVolumeReclaimPolicy:5:string storageClassName:6:string mountOptions:7:[string volumeMode:8:*string nodeAffinity:9:*core.VolumeNodeAffinity volumeAttributesClassName:10:*string
core.PersistentVolumeStatus phase:1:string message:2:string reason:3:string lastPhaseTransitionTime:4:*time
core.PhotonPersistentDiskVolumeSource pdID:1:string fsType:2:string
core.Pod metadata:1:meta.ObjectMeta spec:2:core.PodSpec status:3:core.PodStatus
core.PodAffinity requiredDuringSchedulingIgnoredDuringExecution:1:[core.PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:2:[core.WeightedPodAffinityTerm
core.PodAffinityTerm labelSelector:1:*meta.LabelSelector namespaces:2:[string topologyKey:3:string namespaceSelector:4:*meta.LabelSelector matchLabelKeys:5:[string mismatchLabelKeys:6:[string
core.PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution:1:[core.PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:2:[core.WeightedPodAffinityTerm
core.PodAttachOptions stdin:1:bool stdout:2:bool stderr:3:bool tty:4:bool container:5:string
core.PodCertificateProjection signerName:1:string keyType:2:string maxExpirationSeconds:3:*int credentialBundlePath:4:string keyPath:5:string certificateChainPath:6:string userAnnotations:7:{string user:8:*int
core.PodCondition type:1:string observedGeneration:7:int status:2:string lastProbeTime:3:time lastTransitionTime:4:time reason:5:string message:6:string
core.PodDNSConfig nameservers:1:[string searches:2:[string options:3:[core.PodDNSConfigOption
core.PodDNSConfigOption name:1:string value:2:*string
core.PodExecOptions stdin:1:bool stdout:2:bool stderr:3:bool tty:4:bool container:5:string command:6:[string
core.PodExtendedResourceClaimStatus requestMappings:1:[core.ContainerExtendedResourceRequest resourceClaimName:2:string
core.PodIP ip:1:string
core.PodList metadata:1:meta.ListMeta items:2:[core.Pod
core.PodLogOptions container:1:string follow:2:bool previous:3:bool sinceSeconds:4:*int sinceTime:5:*time timestamps:6:bool tailLines:7:*int limitBytes:8:*int insecureSkipTLSVerifyBackend:9:bool stream:10:*string
core.PodOS name:1:string
core.PodPortForwardOptions ports:1:[int
core.PodProxyOptions path:1:string
core.PodReadinessGate conditionType:1:string
core.PodResourceClaim name:1:string resourceClaimName:3:*string resourceClaimTemplateName:4:*string
core.PodResourceClaimStatus name:1:string resourceClaimName:2:*string
core.PodSchedulingGate name:1:string
core.PodSchedulingGroup podGroupName:1:*string
core.PodSecurityContext seLinuxOptions:1:*core.SELinuxOptions windowsOptions:8:*core.WindowsSecurityContextOptions runAsUser:2:*int runAsGroup:6:*int runAsNonRoot:3:*bool supplementalGroups:4:[int supplementalGroupsPolicy:12:*string fsGroup:5:*int sysctls:7:[core.Sysctl fsGroupChangePolicy:9:*string seccompProfile:10:*core.SeccompProfile appArmorProfile:11:*core.AppArmorProfile seLinuxChangePolicy:13:*string
core.PodSignature podController:1:*meta.OwnerReference
core.PodSpec volumes:1:[core.Volume initContainers:20:[core.Container containers:2:[core.Container ephemeralContainers:34:[core.EphemeralContainer restartPolicy:3:string terminationGracePeriodSeconds:4:*int activeDeadlineSeconds:5:*int dnsPolicy:6:string nodeSelector:7:{string serviceAccountName:8:string serviceAccount:9:string automountServiceAccountToken:21:*bool nodeName:10:string hostNetwork:11:bool hostPID:12:bool hostIPC:13:bool shareProcessNamespace:27:*bool securityContext:14:*core.PodSecurityContext imagePullSecrets:15:[core.LocalObjectReference hostname:16:string subdomain:17:string affinity:18:*core.Affinity schedulerName:19:string tolerations:22:[core.Toleration hostAliases:23:[core.HostAlias priorityClassName:24:string priority:25:*int dnsConfig:26:*core.PodDNSConfig readinessGates:28:[core.PodReadinessGate runtimeClassName:29:*string enableServiceLinks:30:*bool preemptionPolicy:31:*string overhead:32:{quantity topologySpreadConstraints:33:[core.TopologySpreadConstraint setHostnameAsFQDN:35:*bool os:36:*core.PodOS hostUsers:37:*bool schedulingGates:38:[core.PodSchedulingGate resourceClaims:39:[core.PodResourceClaim resources:40:*core.ResourceRequirements hostnameOverride:41:*string schedulingGroup:43:*core.PodSchedulingGroup evictionResponders:44:[core.EvictionResponder
core.PodStatus observedGeneration:17:int phase:1:string conditions:2:[core.PodCondition message:3:string reason:4:string nominatedNodeName:11:string hostIP:5:string hostIPs:16:[core.HostIP podIP:6:string podIPs:12:[core.PodIP startTime:7:*time initContainerStatuses:10:[core.ContainerStatus containerStatuses:8:[core.ContainerStatus qosClass:9:string ephemeralContainerStatuses:13:[core.ContainerStatus resize:14:string resourceClaimStatuses:15:[core.PodResourceClaimStatus extendedResourceClaimStatus:18:*core.PodExtendedResourceClaimStatus allocatedResources:19:{quantity resources:20:*core.ResourceRequirements nodeAllocatableResourceClaimStatuses:21:[core.NodeAllocatableResourceClaimStatus volumeHealth:22:[core.PodVolumeHealth
core.PodTemplate metadata:1:meta.ObjectMeta template:2:core.PodTemplateSpec
core.PodTemplateList metadata:1:meta.ListMeta items:2:[core.PodTemplate
core.PodTemplateSpec metadata:1:meta.ObjectMeta spec:2:core.PodSpec
core.PodVolumeHealth name:1:string healthConditions:2:[core.VolumeHealthCondition lastTransitionTime:3:time
core.PortStatus port:1:int protocol:2:string error:3:*string
core.PortworxVolumeSource volumeID:1:string fsType:2:string readOnly:3:bool
core.Preconditions uid:1:*string
core.PreferAvoidPodsEntry podSignature:1:core.PodSignature evictionTime:2:time reason:3:string message:4:string
core.PreferredSchedulingTerm weight:1:int preference:2:core.NodeSelectorTerm
core.Probe :1:core.ProbeHandler initialDelaySeconds:2:int timeoutSeconds:3:int periodSeconds:4:int successThreshold:5:int failureThreshold:6:int terminationGracePeriodSeconds:7:*int
core.ProbeHandler exec:1:*core.ExecAction httpGet:2:*core.HTTPGetAction tcpSocket:3:*core.TCPSocketAction grpc:4:*core.GRPCAction
core.ProjectedVolumeSource sources:1:[core.VolumeProjection defaultMode:2:*int defaultUser:3:*int
core.QuobyteVolumeSource registry:1:string volume:2:string readOnly:3:bool user:4:string group:5:string tenant:6:string
core.RBDPersistentVolumeSource monitors:1:[string image:2:string fsType:3:string pool:4:string user:5:string keyring:6:string secretRef:7:*core.SecretReference readOnly:8:bool
core.RBDVolumeSource monitors:1:[string image:2:string fsType:3:string pool:4:string user:5:string keyring:6:string secretRef:7:*core.LocalObjectReference readOnly:8:bool
core.RangeAllocation metadata:1:meta.ObjectMeta range:2:string data:3:bytes
core.ReplicationController metadata:1:meta.ObjectMeta spec:2:core.ReplicationControllerSpec status:3:core.ReplicationControllerStatus
core.ReplicationControllerCondition type:1:string status:2:string lastTransitionTime:3:time reason:4:string message:5:string
core.ReplicationControllerList metadata:1:meta.ListMeta items:2:[core.ReplicationController
core.ReplicationControllerSpec replicas:1:*int minReadySeconds:4:int selector:2:{string template:3:*core.PodTemplateSpec
core.ReplicationControllerStatus replicas:1:int fullyLabeledReplicas:2:int readyReplicas:4:int availableReplicas:5:int observedGeneration:3:int conditions:6:[core.ReplicationControllerCondition
core.ResourceClaim name:1:string request:2:string
core.ResourceFieldSelector containerName:1:string resource:2:string divisor:3:quantity
core.ResourceHealth resourceID:1:string health:2:string message:6:*string
core.ResourceQuota metadata:1:meta.ObjectMeta spec:2:core.ResourceQuotaSpec status:3:core.ResourceQuotaStatus
core.ResourceQuotaList metadata:1:meta.ListMeta items:2:[core.ResourceQuota
core.ResourceQuotaSpec hard:1:{quantity scopes:2:[string scopeSelector:3:*core.ScopeSelector
core.ResourceQuotaStatus hard:1:{quantity used:2:{quantity
core.ResourceRequirements limits:1:{quantity requests:2:{quantity claims:3:[core.ResourceClaim
core.ResourceStatus name:1:string resources:2:[core.ResourceHealth
core.SELinuxOptions user:1:string role:2:string type:3:string level:4:string
core.ScaleIOPersistentVolumeSource gateway:1:string system:2:string secretRef:3:*core.SecretReference sslEnabled:4:bool protectionDomain:5:string storagePool:6:string storageMode:7:string volumeName:8:string fsType:9:string readOnly:10:bool
core.ScaleIOVolumeSource gateway:1:string system:2:string secretRef:3:*core.LocalObjectReference sslEnabled:4:bool protectionDomain:5:string storagePool:6:string storageMode:7:string volumeName:8:string fsType:9:string readOnly:10:bool
core.ScopeSelector matchExpressions:1:[core.ScopedResourceSelectorRequirement
core.ScopedResourceSelectorRequirement scopeName:1:string operator:2:string values:3:[string
core.SeccompProfile type:1:string localhostProfile:2:*string
core.Secret metadata:1:meta.ObjectMeta immutable:5:*bool data:2:{bytes stringData:4:{string type:3:string
core.SecretEnvSource :1:core.LocalObjectReference optional:2:*bool
core.SecretKeySelector :1:core.LocalObjectReference key:2:string optional:3:*bool
core.SecretList metadata:1:meta.ListMeta items:2:[core.Secret
core.SecretProjection :1:core.LocalObjectReference items:2:[core.KeyToPath optional:4:*bool
core.SecretReference name:1:string namespace:2:string
core.SecretVolumeSource secretName:1:string items:2:[core.KeyToPath defaultMode:3:*int optional:4:*bool defaultUser:5:*int
core.SecurityContext capabilities:1:*core.Capabilities privileged:2:*bool seLinuxOptions:3:*core.SELinuxOptions windowsOptions:10:*core.WindowsSecurityContextOptions runAsUser:4:*int runAsGroup:8:*int runAsNonRoot:5:*bool readOnlyRootFilesystem:6:*bool allowPrivilegeEscalation:7:*bool procMount:9:*string seccompProfile:11:*core.SeccompProfile appArmorProfile:12:*core.AppArmorProfile
core.SerializedReference reference:1:core.ObjectReference
core.Service metadata:1:meta.ObjectMeta spec:2:core.ServiceSpec status:3:core.ServiceStatus
core.ServiceAccount metadata:1:meta.ObjectMeta secrets:2:[core.ObjectReference imagePullSecrets:3:[core.LocalObjectReference automountServiceAccountToken:4:*bool
core.ServiceAccountList metadata:1:meta.ListMeta items:2:[core.ServiceAccount
core.ServiceAccountTokenProjection audience:1:string expirationSeconds:2:*int path:3:string user:4:*int
core.ServiceList metadata:1:meta.ListMeta items:2:[core.Service
core.ServicePort name:1:string protocol:2:string appProtocol:6:*string port:3:int targetPort:4:intstr nodePort:5:int
core.ServiceProxyOptions path:1:string
core.ServiceSpec ports:1:[core.ServicePort selector:2:{string clusterIP:3:string clusterIPs:18:[string type:4:string externalIPs:5:[string sessionAffinity:7:string loadBalancerIP:8:string loadBalancerSourceRanges:9:[string externalName:10:string externalTrafficPolicy:11:string healthCheckNodePort:12:int publishNotReadyAddresses:13:bool sessionAffinityConfig:14:*core.SessionAffinityConfig ipFamilies:19:[string ipFamilyPolicy:17:*string allocateLoadBalancerNodePorts:20:*bool loadBalancerClass:21:*string internalTrafficPolicy:22:*string trafficDistribution:23:*string
core.ServiceStatus loadBalancer:1:core.LoadBalancerStatus conditions:2:[meta.Condition
core.SessionAffinityConfig clientIP:1:*core.ClientIPConfig
core.SleepAction seconds:1:int
core.StorageOSPersistentVolumeSource volumeName:1:string volumeNamespace:2:string fsType:3:string readOnly:4:bool secretRef:5:*core.ObjectReference
core.StorageOSVolumeSource volumeName:1:string volumeNamespace:2:string fsType:3:string readOnly:4:bool secretRef:5:*core.LocalObjectReference
core.Sysctl name:1:string value:2:string
core.TCPSocketAction port:1:intstr host:2:string
core.Taint key:1:string value:2:string effect:3:string timeAdded:4:*time
core.Toleration key:1:string operator:2:string value:3:string effect:4:string tolerationSeconds:5:*int
core.TopologySelectorLabelRequirement key:1:string values:2:[string
core.TopologySelectorTerm matchLabelExpressions:1:[core.TopologySelectorLabelRequirement
core.TopologySpreadConstraint maxSkew:1:int topologyKey:2:string whenUnsatisfiable:3:string labelSelector:4:*meta.LabelSelector minDomains:5:*int nodeAffinityPolicy:6:*string nodeTaintsPolicy:7:*string matchLabelKeys:8:[string
core.TypedLocalObjectReference apiGroup:1:*string kind:2:string name:3:string
core.TypedObjectReference apiGroup:1:*string kind:2:string name:3:string namespace:4:*string
core.Volume name:1:string :2:core.VolumeSource
core.VolumeDevice name:1:string devicePath:2:string
core.VolumeHealthCondition status:1:string reason:2:string message:3:string
core.VolumeHealthStatus healthConditions:1:[core.VolumeHealthCondition lastTransitionTime:2:time
core.VolumeMount name:1:string readOnly:2:bool recursiveReadOnly:7:*string mountPath:3:string subPath:4:string mountPropagation:5:*string subPathExpr:6:string bindMountOptions:8:[string
core.VolumeMountStatus name:1:string mountPath:2:string readOnly:3:bool recursiveReadOnly:4:*string volumeStatus:5:*core.VolumeStatus
core.VolumeNodeAffinity required:1:*core.NodeSelector
core.VolumeProjection secret:1:*core.SecretProjection downwardAPI:2:*core.DownwardAPIProjection configMap:3:*core.ConfigMapProjection serviceAccountToken:4:*core.ServiceAccountTokenProjection clusterTrustBundle:5:*core.ClusterTrustBundleProjection podCertificate:6:*core.PodCertificateProjection
core.VolumeResourceRequirements limits:1:{quantity requests:2:{quantity
core.VolumeSource hostPath:1:*core.HostPathVolumeSource emptyDir:2:*core.EmptyDirVolumeSource gcePersistentDisk:3:*core.GCEPersistentDiskVolumeSource awsElasticBlockStore:4:*core.AWSElasticBlockStoreVolumeSource gitRepo:5:*core.GitRepoVolumeSource secret:6:*core.SecretVolumeSource nfs:7:*core.NFSVolumeSource iscsi:8:*core.ISCSIVolumeSource glusterfs:9:*core.GlusterfsVolumeSource persistentVolumeClaim:10:*core.PersistentVolumeClaimVolumeSource rbd:11:*core.RBDVolumeSource flexVolume:12:*core.FlexVolumeSource cinder:13:*core.CinderVolumeSource cephfs:14:*core.CephFSVolumeSource flocker:15:*core.FlockerVolumeSource downwardAPI:16:*core.DownwardAPIVolumeSource fc:17:*core.FCVolumeSource azureFile:18:*core.AzureFileVolumeSource configMap:19:*core.ConfigMapVolumeSource vsphereVolume:20:*core.VsphereVirtualDiskVolumeSource quobyte:21:*core.QuobyteVolumeSource azureDisk:22:*core.AzureDiskVolumeSource photonPersistentDisk:23:*core.PhotonPersistentDiskVolumeSource projected:26:*core.ProjectedVolumeSource portworxVolume:24:*core.PortworxVolumeSource scaleIO:25:*core.ScaleIOVolumeSource storageos:27:*core.StorageOSVolumeSource csi:28:*core.CSIVolumeSource ephemeral:29:*core.EphemeralVolumeSource image:30:*core.ImageVolumeSource
core.VolumeStatus image:1:*core.ImageVolumeStatus
core.VsphereVirtualDiskVolumeSource volumePath:1:string fsType:2:string storagePolicyName:3:string storagePolicyID:4:string
core.WeightedPodAffinityTerm weight:1:int podAffinityTerm:2:core.PodAffinityTerm
core.WindowsSecurityContextOptions gmsaCredentialSpecName:1:*string gmsaCredentialSpec:2:*string runAsUserName:3:*string hostProcess:4:*bool
discovery.Endpoint addresses:1:[string conditions:2:discovery.EndpointConditions hostname:3:*string targetRef:4:*core.ObjectReference deprecatedTopology:5:{string nodeName:6:*string zone:7:*string hints:8:*discovery.EndpointHints
discovery.EndpointConditions ready:1:*bool serving:2:*bool terminating:3:*bool
discovery.EndpointHints forZones:1:[discovery.ForZone forNodes:2:[discovery.ForNode
discovery.EndpointPort name:1:*string protocol:2:*string port:3:*int appProtocol:4:*string
discovery.EndpointSlice metadata:1:meta.ObjectMeta addressType:4:string endpoints:2:[discovery.Endpoint ports:3:[discovery.EndpointPort
discovery.EndpointSliceList metadata:1:meta.ListMeta items:2:[discovery.EndpointSlice
discovery.ForNode name:1:string
discovery.ForZone name:1:string
meta.APIGroup name:1:string versions:2:[meta.GroupVersionForDiscovery preferredVersion:3:meta.GroupVersionForDiscovery serverAddressByClientCIDRs:4:[meta.ServerAddressByClientCIDR
meta.APIGroupList groups:1:[meta.APIGroup
meta.APIResource name:1:string singularName:6:string namespaced:2:bool group:8:string version:9:string kind:3:string verbs:4:[string shortNames:5:[string categories:7:[string storageVersionHash:10:string
meta.APIResourceList groupVersion:1:string resources:2:[meta.APIResource
meta.APIVersions versions:1:[string serverAddressByClientCIDRs:2:[meta.ServerAddressByClientCIDR
meta.ApplyOptions dryRun:1:[string force:2:bool fieldManager:3:string
meta.Condition type:1:string status:2:string observedGeneration:3:int lastTransitionTime:4:time reason:5:string message:6:string
meta.CreateOptions dryRun:1:[string fieldManager:3:string fieldValidation:4:string
meta.DeleteOptions gracePeriodSeconds:1:*int preconditions:2:*meta.Preconditions orphanDependents:3:*bool propagationPolicy:4:*string dryRun:5:[string ignoreStoreReadErrorWithClusterBreakingPotential:6:*bool
meta.FieldSelectorRequirement key:1:string operator:2:string values:3:[string
meta.GetOptions resourceVersion:1:string
meta.GroupVersionForDiscovery groupVersion:1:string version:2:string
meta.LabelSelector matchLabels:1:{string matchExpressions:2:[meta.LabelSelectorRequirement
meta.LabelSelectorRequirement key:1:string operator:2:string values:3:[string
meta.List metadata:1:meta.ListMeta items:2:[json
meta.ListMeta selfLink:1:string resourceVersion:2:string continue:3:string remainingItemCount:4:*int shardInfo:5:*meta.ShardInfo
meta.ListOptions labelSelector:1:string fieldSelector:2:string watch:3:bool allowWatchBookmarks:9:bool resourceVersion:4:string resourceVersionMatch:10:string timeoutSeconds:5:*int limit:7:int continue:8:string sendInitialEvents:11:*bool shardSelector:15:string
meta.ManagedFieldsEntry manager:1:string operation:2:string apiVersion:3:string time:4:*time fieldsType:6:string fieldsV1:7:*json subresource:8:string
meta.ObjectMeta name:1:string generateName:2:string namespace:3:string selfLink:4:string uid:5:string resourceVersion:6:string generation:7:int creationTimestamp:8:time deletionTimestamp:9:*time deletionGracePeriodSeconds:10:*int labels:11:{string annotations:12:{string ownerReferences:13:[meta.OwnerReference finalizers:14:[string managedFields:17:[meta.ManagedFieldsEntry
meta.OwnerReference apiVersion:5:string kind:1:string name:3:string uid:4:string controller:6:*bool blockOwnerDeletion:7:*bool
meta.PartialObjectMetadata metadata:1:meta.ObjectMeta
meta.PartialObjectMetadataList metadata:1:meta.ListMeta items:2:[meta.PartialObjectMetadata
meta.PatchOptions dryRun:1:[string force:2:*bool fieldManager:3:string fieldValidation:4:string
meta.Preconditions uid:1:*string resourceVersion:2:*string
meta.RootPaths paths:1:[string
meta.ServerAddressByClientCIDR clientCIDR:1:string serverAddress:2:string
meta.ShardInfo selector:1:string
meta.Status metadata:1:meta.ListMeta status:2:string message:3:string reason:4:string details:5:*meta.StatusDetails code:6:int
meta.StatusCause reason:1:string message:2:string field:3:string
meta.StatusDetails name:1:string group:2:string kind:3:string uid:6:string causes:4:[meta.StatusCause retryAfterSeconds:5:int
meta.TableOptions includeObject:1:string
meta.TypeMeta kind:1:string apiVersion:2:string
meta.UpdateOptions dryRun:1:[string fieldManager:2:string fieldValidation:3:string
policy.Eviction metadata:1:meta.ObjectMeta deleteOptions:2:*meta.DeleteOptions
policy.PodDisruptionBudget metadata:1:meta.ObjectMeta spec:2:policy.PodDisruptionBudgetSpec status:3:policy.PodDisruptionBudgetStatus
policy.PodDisruptionBudgetList metadata:1:meta.ListMeta items:2:[policy.PodDisruptionBudget
policy.PodDisruptionBudgetSpec minAvailable:1:*intstr selector:2:*meta.LabelSelector maxUnavailable:3:*intstr unhealthyPodEvictionPolicy:4:*string
policy.PodDisruptionBudgetStatus observedGeneration:1:int disruptedPods:2:{time disruptionsAllowed:3:int currentHealthy:4:int desiredHealthy:5:int expectedPods:6:int conditions:7:[meta.Condition
`
