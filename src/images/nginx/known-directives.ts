/** Directives of nginx that are accepted and make no difference here. */
export const ACCEPTED: ReadonlySet<string> = new Set(
  (
    'worker_connections multi_accept use accept_mutex worker_rlimit_nofile worker_cpu_affinity ' +
    'worker_shutdown_timeout pcre_jit env load_module sendfile sendfile_max_chunk tcp_nopush ' +
    'tcp_nodelay aio directio output_buffers server_tokens server_names_hash_bucket_size ' +
    'server_names_hash_max_size types_hash_max_size types_hash_bucket_size ' +
    'variables_hash_max_size variables_hash_bucket_size keepalive_requests keepalive_time ' +
    'client_max_body_size client_body_buffer_size client_body_timeout client_header_timeout ' +
    'client_header_buffer_size large_client_header_buffers send_timeout reset_timedout_connection ' +
    'gzip gzip_types gzip_vary gzip_proxied gzip_comp_level gzip_min_length gzip_buffers ' +
    'gzip_http_version gzip_disable gzip_static charset source_charset etag if_modified_since ' +
    'expires log_not_found log_subrequest open_file_cache open_file_cache_valid ' +
    'open_file_cache_min_uses open_file_cache_errors resolver resolver_timeout ' +
    'client_body_temp_path proxy_temp_path fastcgi_temp_path uwsgi_temp_path scgi_temp_path ' +
    'proxy_http_version proxy_buffering proxy_buffer_size proxy_buffers proxy_busy_buffers_size ' +
    'proxy_redirect proxy_cache proxy_cache_path proxy_cache_bypass proxy_no_cache ' +
    'proxy_next_upstream proxy_next_upstream_tries proxy_pass_header proxy_hide_header ' +
    'proxy_request_buffering proxy_ssl_server_name proxy_ssl_verify proxy_send_timeout ' +
    'proxy_intercept_errors proxy_method real_ip_header set_real_ip_from port_in_redirect ' +
    'absolute_redirect server_name_in_redirect merge_slashes msie_padding underscores_in_headers ' +
    'ignore_invalid_headers chunked_transfer_encoding autoindex_exact_size autoindex_localtime ' +
    'autoindex_format ssl_protocols ssl_prefer_server_ciphers ssl_session_cache ' +
    'ssl_session_timeout least_conn ip_hash keepalive zone limit_req limit_req_zone limit_conn ' +
    'limit_conn_zone map_hash_bucket_size lingering_close lingering_time'
  ).split(' '),
)

/** Where the others may stand. */
export const CONTEXTS: Readonly<Record<string, readonly string[]>> = {
  user: ['main'],
  worker_processes: ['main'],
  pid: ['main'],
  daemon: ['main'],
  master_process: ['main'],
  error_log: ['main', 'http', 'server', 'location'],
  events: ['main'],
  http: ['main'],
  server: ['http', 'upstream'],
  upstream: ['http'],
  types: ['http', 'server', 'location'],
  log_format: ['http'],
  keepalive_timeout: ['http', 'server', 'location'],
  listen: ['server'],
  server_name: ['server'],
  location: ['server', 'location'],
  root: ['http', 'server', 'location'],
  alias: ['location'],
  index: ['http', 'server', 'location'],
  default_type: ['http', 'server', 'location'],
  autoindex: ['http', 'server', 'location'],
  return: ['server', 'location'],
  proxy_pass: ['location'],
  proxy_set_header: ['http', 'server', 'location'],
  proxy_connect_timeout: ['http', 'server', 'location'],
  proxy_read_timeout: ['http', 'server', 'location'],
  try_files: ['server', 'location'],
  error_page: ['http', 'server', 'location'],
  add_header: ['http', 'server', 'location'],
  access_log: ['http', 'server', 'location'],
  allow: ['http', 'server', 'location'],
  deny: ['http', 'server', 'location'],
}
