import type { Image, ImageFile } from '#engine'
import { debianFiles } from '../debian/files.ts'
import { programFrom } from '../program.ts'

const VERSION = '2.4.62'
const PREFIX = '/usr/local/apache2'

const FOREGROUND = `#!/bin/sh
set -e
# A number of a process that has ended would keep Apache from starting.
rm -f ${PREFIX}/logs/httpd.pid
exec httpd -DFOREGROUND "$@"
`

const CONF = `ServerRoot "${PREFIX}"
Listen 80
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule mime_module modules/mod_mime.so
LoadModule log_config_module modules/mod_log_config.so
LoadModule unixd_module modules/mod_unixd.so
LoadModule autoindex_module modules/mod_autoindex.so
LoadModule dir_module modules/mod_dir.so
User www-data
Group www-data
ServerAdmin you@example.com
<Directory />
    AllowOverride none
    Require all denied
</Directory>
DocumentRoot "${PREFIX}/htdocs"
<Directory "${PREFIX}/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>
<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>
<Files ".ht*">
    Require all denied
</Files>
ErrorLog /proc/self/fd/2
LogLevel warn
<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
    CustomLog /proc/self/fd/1 common
</IfModule>
`

/** docker.io/library/httpd: files of a directory, with the modules that this needs. */
export const httpdImage: Image = {
  repository: 'docker.io/library/httpd',
  tags: ['latest', '2', '2.4', VERSION, '2.4-bookworm'],
  digest: 'sha256:1f7d3a0c5e9b2846d1c3b7f0a9e85264cf3a1e6b90d7f2a8c4e5b1d306f9a72c',
  sizeBytes: 56_200_000,
  config: {
    cmd: ['httpd-foreground'],
    env: [
      `PATH=${PREFIX}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      `HTTPD_PREFIX=${PREFIX}`,
      `HTTPD_VERSION=${VERSION}`,
    ],
    workingDir: PREFIX,
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGWINCH',
  },
  files: new Map<string, ImageFile>([
    ...debianFiles(),
    ['/usr/local/bin/httpd-foreground', { text: FOREGROUND, mode: 0o755 }],
    [
      `${PREFIX}/bin/httpd`,
      {
        program: programFrom(async () => (await import('./httpd.ts')).createHttpd(VERSION)),
        size: 1_126_072,
        mode: 0o755,
      },
    ],
    [`${PREFIX}/conf/httpd.conf`, { text: CONF }],
    [`${PREFIX}/htdocs/index.html`, { text: '<html><body><h1>It works!</h1></body></html>\n' }],
    [`${PREFIX}/logs`, { directory: true }],
  ]),
  memoryBytes: 6 * 2 ** 20,
}
