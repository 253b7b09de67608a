/* eslint max-lines: off -- a table */

/**
 * The messages of Envoy's API (v3) that a configuration here may be made of. A field is written as
 * its type: `string`, `bool`, `uint32`, `duration`, `any`, `enum A B`, or the name of a message;
 * `[]` before it for a list. `elsewhere` are fields that Envoy has and
 * this one has not. Source: github.com/envoyproxy/envoy, folder api.
 */
export interface MessageSchema {
  readonly fields: Readonly<Record<string, string>>
  readonly elsewhere: ReadonlySet<string>
}

function message(fields: Readonly<Record<string, string>>, elsewhere = ''): MessageSchema {
  return { fields, elsewhere: new Set(elsewhere.split(/\s+/).filter((it) => it !== '')) }
}

export const BOOTSTRAP = 'envoy.config.bootstrap.v3.Bootstrap'
const CORE = 'envoy.config.core.v3'
const ROUTE = 'envoy.config.route.v3'
const ENDPOINT = 'envoy.config.endpoint.v3'
export const HTTP_CONNECTION_MANAGER =
  'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'
const HTTP_FILTER = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter'
export const ROUTER = 'envoy.extensions.filters.http.router.v3.Router'
export const FILE_ACCESS_LOG = 'envoy.extensions.access_loggers.file.v3.FileAccessLog'
export const STDOUT_ACCESS_LOG = 'envoy.extensions.access_loggers.stream.v3.StdoutAccessLog'
export const STDERR_ACCESS_LOG = 'envoy.extensions.access_loggers.stream.v3.StderrAccessLog'

export const MESSAGES: ReadonlyMap<string, MessageSchema> = new Map<string, MessageSchema>([
  [
    BOOTSTRAP,
    message(
      {
        node: `${CORE}.Node`,
        static_resources: `${BOOTSTRAP}.StaticResources`,
        admin: 'envoy.config.bootstrap.v3.Admin',
      },
      `node_context_params dynamic_resources cluster_manager hds_config flags_path stats_sinks
      deferred_stat_options stats_config stats_flush_interval stats_flush_on_admin watchdog watchdogs
      tracing layered_runtime overload_manager enable_dispatcher_stats header_prefix
      stats_server_version_override use_tcp_for_dns_lookups dns_resolution_config
      typed_dns_resolver_config bootstrap_extensions fatal_actions config_sources
      default_config_source default_socket_interface certificate_provider_instances inline_headers
      perf_tracing_file_path default_regex_engine xds_delegate_extension
      xds_config_tracker_extension listener_manager application_log_config grpc_async_client_manager_config
      memory_allocator_manager`,
    ),
  ],
  [
    `${CORE}.Node`,
    message(
      { id: 'string', cluster: 'string' },
      'metadata dynamic_parameters locality user_agent_name user_agent_version user_agent_build_version extensions client_features listening_addresses',
    ),
  ],
  [
    `${BOOTSTRAP}.StaticResources`,
    message(
      {
        listeners: '[]envoy.config.listener.v3.Listener',
        clusters: '[]envoy.config.cluster.v3.Cluster',
      },
      'secrets',
    ),
  ],
  [
    'envoy.config.bootstrap.v3.Admin',
    message(
      { address: `${CORE}.Address` },
      'access_log access_log_path profile_path socket_options ignore_global_conn_limit allow_paths',
    ),
  ],
  [
    `${CORE}.Address`,
    message({ socket_address: `${CORE}.SocketAddress` }, 'pipe envoy_internal_address'),
  ],
  [
    `${CORE}.SocketAddress`,
    message(
      { protocol: 'enum TCP', address: 'string', port_value: 'uint32' },
      'named_port resolver_name ipv4_compat network_namespace_filepath',
    ),
  ],
  [
    'envoy.config.listener.v3.Listener',
    message(
      {
        name: 'string',
        address: `${CORE}.Address`,
        stat_prefix: 'string',
        filter_chains: '[]envoy.config.listener.v3.FilterChain',
        traffic_direction: 'enum UNSPECIFIED INBOUND OUTBOUND',
      },
      `additional_addresses filter_chain_matcher use_original_dst default_filter_chain
      per_connection_buffer_limit_bytes metadata deprecated_v1 drain_type listener_filters
      listener_filters_timeout continue_on_listener_filters_timeout transparent freebind
      socket_options tcp_fast_open_queue_length udp_listener_config api_listener
      connection_balance_config reuse_port enable_reuse_port access_log tcp_backlog_size
      max_connections_to_accept_per_socket_event bind_to_port internal_listener enable_mptcp
      ignore_global_conn_limit bypass_overload_manager`,
    ),
  ],
  [
    'envoy.config.listener.v3.FilterChain',
    message(
      { name: 'string', filters: '[]envoy.config.listener.v3.Filter' },
      `filter_chain_match use_proxy_proto metadata transport_socket
      transport_socket_connect_timeout`,
    ),
  ],
  [
    'envoy.config.listener.v3.Filter',
    message({ name: 'string', typed_config: 'any' }, 'config_discovery'),
  ],
  [
    HTTP_CONNECTION_MANAGER,
    message(
      {
        codec_type: 'enum AUTO HTTP1',
        stat_prefix: 'string',
        route_config: `${ROUTE}.RouteConfiguration`,
        http_filters: `[]${HTTP_FILTER}`,
        server_name: 'string',
        access_log: '[]envoy.config.accesslog.v3.AccessLog',
        use_remote_address: 'bool',
        generate_request_id: 'bool',
      },
      `rds scoped_routes add_user_agent tracing common_http_protocol_options
      http_protocol_options http2_protocol_options http3_protocol_options
      server_header_transformation scheme_header_transformation max_request_headers_kb
      stream_idle_timeout stream_flush_timeout request_timeout request_headers_timeout drain_timeout
      delayed_close_timeout access_log_flush_interval flush_access_log_on_new_request
      access_log_options xff_num_trusted_hops original_ip_detection_extensions
      early_header_mutation_extensions internal_address_config skip_xff_append via
      preserve_external_request_id always_set_request_id_in_response forward_client_cert_details
      set_current_client_cert_details proxy_100_continue represent_ipv4_remote_address_as_ipv4_mapped_ipv6
      upgrade_configs normalize_path merge_slashes path_with_escaped_slashes_action
      request_id_extension local_reply_config strip_matching_host_port strip_any_host_port
      stream_error_on_invalid_http_message path_normalization_options strip_trailing_host_dot
      proxy_status_config typed_header_validation_config append_x_forwarded_port
      append_local_overload add_proxy_protocol_connection_state`,
    ),
  ],
  [
    HTTP_FILTER,
    message({ name: 'string', typed_config: 'any' }, 'config_discovery is_optional disabled'),
  ],
  [
    ROUTER,
    message(
      { suppress_envoy_headers: 'bool' },
      `dynamic_stats start_child_span upstream_log upstream_log_options strict_check_headers
      respect_expected_rq_timeout suppress_grpc_request_failure_code_stats upstream_http_filters
      reject_connect_request_early_data`,
    ),
  ],
  [
    'envoy.config.accesslog.v3.AccessLog',
    message({ name: 'string', typed_config: 'any' }, 'filter'),
  ],
  [
    FILE_ACCESS_LOG,
    message(
      { path: 'string', format: 'string', log_format: `${CORE}.SubstitutionFormatString` },
      'json_format typed_json_format',
    ),
  ],
  [STDOUT_ACCESS_LOG, message({ log_format: `${CORE}.SubstitutionFormatString` })],
  [STDERR_ACCESS_LOG, message({ log_format: `${CORE}.SubstitutionFormatString` })],
  [
    `${CORE}.SubstitutionFormatString`,
    message(
      { text_format: 'string', text_format_source: `${CORE}.DataSource` },
      'json_format omit_empty_values content_type formatters json_format_options',
    ),
  ],
  [
    `${CORE}.DataSource`,
    message(
      { inline_string: 'string' },
      'filename inline_bytes environment_variable watched_directory',
    ),
  ],
  [
    `${ROUTE}.RouteConfiguration`,
    message(
      {
        name: 'string',
        virtual_hosts: `[]${ROUTE}.VirtualHost`,
        request_headers_to_add: `[]${CORE}.HeaderValueOption`,
        response_headers_to_add: `[]${CORE}.HeaderValueOption`,
        validate_clusters: 'bool',
      },
      `vhds internal_only_headers response_headers_to_remove request_headers_to_remove
      most_specific_header_mutations_wins max_direct_response_body_size_bytes
      cluster_specifier_plugins request_mirror_policies ignore_port_in_host_matching
      ignore_path_parameters_in_path_matching typed_per_filter_config metadata`,
    ),
  ],
  [
    `${ROUTE}.VirtualHost`,
    message(
      {
        name: 'string',
        domains: '[]string',
        routes: `[]${ROUTE}.Route`,
        retry_policy: `${ROUTE}.RetryPolicy`,
        include_request_attempt_count: 'bool',
        include_attempt_count_in_response: 'bool',
        request_headers_to_add: `[]${CORE}.HeaderValueOption`,
        response_headers_to_add: `[]${CORE}.HeaderValueOption`,
      },
      `matcher require_tls virtual_clusters rate_limits request_headers_to_remove
      response_headers_to_remove cors typed_per_filter_config retry_policy_typed_config hedge_policy
      include_is_timeout_retry_header per_request_buffer_limit_bytes request_body_buffer_limit
      request_mirror_policies metadata`,
    ),
  ],
  [
    `${ROUTE}.Route`,
    message(
      {
        name: 'string',
        match: `${ROUTE}.RouteMatch`,
        route: `${ROUTE}.RouteAction`,
        direct_response: `${ROUTE}.DirectResponseAction`,
        request_headers_to_add: `[]${CORE}.HeaderValueOption`,
        response_headers_to_add: `[]${CORE}.HeaderValueOption`,
      },
      `redirect filter_action non_forwarding_action metadata decorator typed_per_filter_config
      request_headers_to_remove response_headers_to_remove tracing per_request_buffer_limit_bytes
      stat_prefix request_body_buffer_limit`,
    ),
  ],
  [
    `${ROUTE}.RouteMatch`,
    message(
      { prefix: 'string', path: 'string', path_separated_prefix: 'string' },
      `safe_regex connect_matcher path_match_policy case_sensitive runtime_fraction headers
      query_parameters grpc tls_context dynamic_metadata filter_state cookies`,
    ),
  ],
  [
    `${ROUTE}.RouteAction`,
    message(
      {
        cluster: 'string',
        prefix_rewrite: 'string',
        host_rewrite_literal: 'string',
        timeout: 'duration',
        retry_policy: `${ROUTE}.RetryPolicy`,
      },
      `cluster_header weighted_clusters cluster_specifier_plugin inline_cluster_specifier_plugin
      cluster_not_found_response_code metadata_match regex_rewrite path_rewrite_policy path_rewrite
      auto_host_rewrite host_rewrite_header host_rewrite_path_regex append_x_forwarded_host
      host_rewrite idle_timeout early_data_policy retry_policy_typed_config request_mirror_policies
      priority rate_limits include_vh_rate_limits hash_policy cors max_grpc_timeout
      grpc_timeout_offset upgrade_configs internal_redirect_policy internal_redirect_action
      max_internal_redirects hedge_policy max_stream_duration flush_timeout`,
    ),
  ],
  [
    `${ROUTE}.RetryPolicy`,
    message(
      {
        retry_on: 'string',
        num_retries: 'uint32',
        per_try_timeout: 'duration',
        retriable_status_codes: '[]uint32',
        retry_back_off: `${ROUTE}.RetryPolicy.RetryBackOff`,
      },
      `per_try_idle_timeout retry_priority retry_host_predicate retry_options_predicates
      host_selection_retry_max_attempts rate_limited_retry_back_off retriable_headers
      retriable_request_headers`,
    ),
  ],
  [
    `${ROUTE}.RetryPolicy.RetryBackOff`,
    message({ base_interval: 'duration', max_interval: 'duration' }),
  ],
  [
    `${ROUTE}.DirectResponseAction`,
    message({ status: 'uint32', body: `${CORE}.DataSource` }, 'body_format'),
  ],
  [
    `${CORE}.HeaderValueOption`,
    message(
      {
        header: `${CORE}.HeaderValue`,
        append_action:
          'enum APPEND_IF_EXISTS_OR_ADD ADD_IF_ABSENT OVERWRITE_IF_EXISTS_OR_ADD OVERWRITE_IF_EXISTS',
      },
      'append keep_empty_value',
    ),
  ],
  [`${CORE}.HeaderValue`, message({ key: 'string', value: 'string' }, 'raw_value')],
  [
    'envoy.config.cluster.v3.Cluster',
    message(
      {
        name: 'string',
        alt_stat_name: 'string',
        type: 'enum STATIC STRICT_DNS LOGICAL_DNS',
        connect_timeout: 'duration',
        lb_policy: 'enum ROUND_ROBIN LEAST_REQUEST RANDOM',
        load_assignment: `${ENDPOINT}.ClusterLoadAssignment`,
        circuit_breakers: 'envoy.config.cluster.v3.CircuitBreakers',
        outlier_detection: 'envoy.config.cluster.v3.OutlierDetection',
        dns_lookup_family: 'enum AUTO V4_ONLY V6_ONLY V4_PREFERRED ALL',
        dns_refresh_rate: 'duration',
        common_lb_config: 'envoy.config.cluster.v3.Cluster.CommonLbConfig',
      },
      `transport_socket_matches transport_socket_matcher cluster_type eds_cluster_config per_connection_buffer_limit_bytes
      load_balancing_policy health_checks max_requests_per_connection
      upstream_http_protocol_options common_http_protocol_options http_protocol_options
      http2_protocol_options typed_extension_protocol_options dns_jitter dns_failure_refresh_rate
      respect_dns_ttl dns_resolvers use_tcp_for_dns_lookups dns_resolution_config
      typed_dns_resolver_config wait_for_warm_on_init cleanup_interval upstream_bind_config
      lb_subset_config ring_hash_lb_config maglev_lb_config original_dst_lb_config
      least_request_lb_config round_robin_lb_config transport_socket metadata protocol_selection
      upstream_connection_options close_connections_on_host_health_failure
      ignore_health_on_host_removal filters lrs_server lrs_report_endpoint_metrics
      track_timeout_budgets upstream_config track_cluster_stats preconnect_policy
      connection_pool_per_downstream_connection`,
    ),
  ],
  [
    'envoy.config.cluster.v3.Cluster.CommonLbConfig',
    message(
      { healthy_panic_threshold: 'envoy.type.v3.Percent' },
      `zone_aware_lb_config locality_weighted_lb_config update_merge_window
      ignore_new_hosts_until_first_hc close_connections_on_host_set_change
      consistent_hashing_lb_config override_host_status`,
    ),
  ],
  ['envoy.type.v3.Percent', message({ value: 'double' })],
  [
    `${ENDPOINT}.ClusterLoadAssignment`,
    message(
      { cluster_name: 'string', endpoints: `[]${ENDPOINT}.LocalityLbEndpoints` },
      'named_endpoints policy',
    ),
  ],
  [
    `${ENDPOINT}.LocalityLbEndpoints`,
    message(
      { lb_endpoints: `[]${ENDPOINT}.LbEndpoint` },
      'locality metadata load_balancer_endpoints leds_cluster_locality_config load_balancing_weight priority proximity',
    ),
  ],
  [
    `${ENDPOINT}.LbEndpoint`,
    message(
      { endpoint: `${ENDPOINT}.Endpoint` },
      'endpoint_name health_status metadata load_balancing_weight',
    ),
  ],
  [
    `${ENDPOINT}.Endpoint`,
    message({ address: `${CORE}.Address` }, 'health_check_config hostname additional_addresses'),
  ],
  [
    'envoy.config.cluster.v3.CircuitBreakers',
    message(
      { thresholds: '[]envoy.config.cluster.v3.CircuitBreakers.Thresholds' },
      'per_host_thresholds',
    ),
  ],
  [
    'envoy.config.cluster.v3.CircuitBreakers.Thresholds',
    message(
      {
        priority: 'enum DEFAULT HIGH',
        max_connections: 'uint32',
        max_pending_requests: 'uint32',
        max_requests: 'uint32',
        max_retries: 'uint32',
      },
      'retry_budget track_remaining max_connection_pools',
    ),
  ],
  [
    'envoy.config.cluster.v3.OutlierDetection',
    message(
      {
        consecutive_5xx: 'uint32',
        interval: 'duration',
        base_ejection_time: 'duration',
        max_ejection_time: 'duration',
        max_ejection_percent: 'uint32',
        enforcing_consecutive_5xx: 'uint32',
        always_eject_one_host: 'bool',
      },
      `enforcing_success_rate success_rate_minimum_hosts success_rate_request_volume
      success_rate_stdev_factor consecutive_gateway_failure enforcing_consecutive_gateway_failure
      split_external_local_origin_errors consecutive_local_origin_failure
      enforcing_consecutive_local_origin_failure enforcing_local_origin_success_rate
      failure_percentage_threshold enforcing_failure_percentage
      enforcing_failure_percentage_local_origin failure_percentage_minimum_hosts
      failure_percentage_request_volume max_ejection_time_jitter
      successful_active_health_check_uneject_host monitors detect_degraded_hosts`,
    ),
  ],
])
