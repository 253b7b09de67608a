/* eslint max-lines: off -- the texts of an image's files */

/** The files that make an nginx image: configuration, pages and the scripts of its entrypoint. */
export const NGINX_CONF = `user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`

export const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`

export const MIME_TYPES = `types {
    text/html                              html htm shtml;
    text/css                               css;
    text/xml                               xml;
    image/gif                              gif;
    image/jpeg                             jpeg jpg;
    application/javascript                 js mjs;
    application/atom+xml                   atom;
    text/plain                             txt;
    image/png                              png;
    image/svg+xml                          svg svgz;
    image/webp                             webp;
    image/x-icon                           ico;
    font/woff                              woff;
    font/woff2                             woff2;
    application/json                       json;
    application/pdf                        pdf;
    application/wasm                       wasm;
    application/zip                        zip;
    application/octet-stream               bin exe dll iso img;
    audio/mpeg                             mp3;
    video/mp4                              mp4;
}
`

/** 615 bytes, as every access log shows. */
export const WELCOME = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`

export const ERROR_50X = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
</head>
<body>
<h1>An error occurred.</h1>
<p>Sorry, the page you are looking for is currently unavailable.<br/>
Please try again later.</p>
</body>
</html>
`

export const ENTRYPOINT = `#!/bin/sh
set -e

entrypoint_log() {
    if [ -z "$NGINX_ENTRYPOINT_QUIET_LOGS" ]; then
        echo "$0: $*"
    fi
}

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
    entrypoint_log "/docker-entrypoint.d/ is not empty, will attempt to perform configuration"
    entrypoint_log "Looking for shell scripts in /docker-entrypoint.d/"
    for f in /docker-entrypoint.d/*; do
        case "$f" in
            *.envsh)
                entrypoint_log "Sourcing $f"
                . "$f"
                ;;
            *.sh)
                if [ -x "$f" ]; then
                    entrypoint_log "Launching $f"
                    "$f"
                else
                    entrypoint_log "Ignoring $f, not executable"
                fi
                ;;
            *)
                entrypoint_log "Ignoring $f"
                ;;
        esac
    done
    entrypoint_log "Configuration complete; ready for start up"
fi

exec "$@"
`

export const LISTEN_ON_IPV6 = `#!/bin/sh
set -e

ME=$(basename "$0")
CONF=etc/nginx/conf.d/default.conf

if [ ! -f "/proc/net/if_inet6" ]; then
    echo "$ME: info: ipv6 not available"
    exit 0
fi
if [ ! -f "/$CONF" ]; then
    echo "$ME: info: /$CONF is not a file or does not exist"
    exit 0
fi
if ! touch "/$CONF" 2>/dev/null; then
    echo "$ME: info: can not modify /$CONF (read-only file system?)"
    exit 0
fi
case "$(cat "/$CONF")" in
    *"listen  [::]:80;"*)
        echo "$ME: info: IPv6 listen already enabled"
        exit 0
        ;;
esac
echo "$ME: info: Getting the checksum of /$CONF"
if [ "$(cat "/$CONF")" != "$(cat /usr/share/nginx/default.conf.packaged)" ]; then
    echo "$ME: info: /$CONF differs from the packaged version"
    exit 0
fi
CHANGED=$(while IFS= read -r line; do
    echo "$line"
    case "$line" in
        *"listen       80;"*) echo "    listen  [::]:80;" ;;
    esac
done < "/$CONF")
echo "$CHANGED" > "/$CONF"
echo "$ME: info: Enabled listen on IPv6 in /$CONF"
`

export const LOCAL_RESOLVERS = `#!/bin/sh
[ "$NGINX_ENTRYPOINT_LOCAL_RESOLVERS" ] || return 0
`

export const ENVSUBST = `#!/bin/sh
exit 0
`

export const TUNE_WORKERS = `#!/bin/sh
exit 0
`
