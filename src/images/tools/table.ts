import { awk } from './awk.ts'
import { base64 } from './base64.ts'
import { basename, dirname } from './basename.ts'
import { cat } from './cat.ts'
import { md5sum, sha1sum, sha256sum } from './checksums.ts'
import { chgrp, chmod, chown } from './chmod.ts'
import { cp } from './cp.ts'
import { cut } from './cut.ts'
import { date } from './date.ts'
import { df } from './df.ts'
import { du } from './du.ts'
import { echo } from './echo.ts'
import { env, printenv } from './env.ts'
import { expr } from './expr.ts'
import { find } from './find.ts'
import { free, uptime } from './free.ts'
import { egrep, fgrep, grep } from './grep.ts'
import { head } from './head.ts'
import { hostname } from './hostname.ts'
import { groups, id, whoami } from './id.ts'
import { kill, killall, pidof } from './kill.ts'
import { ln } from './ln.ts'
import { ls } from './ls.ts'
import { mkdir, rmdir } from './mkdir.ts'
import { mktemp } from './mktemp.ts'
import { mount } from './mount.ts'
import { mv } from './mv.ts'
import { nohup } from './nohup.ts'
import { hexdump, od } from './od.ts'
import { pgrep, pkill } from './pgrep.ts'
import { printf } from './printf.ts'
import { ps } from './ps.ts'
import { pwd } from './pwd.ts'
import { readlink, realpath } from './readlink.ts'
import { rm } from './rm.ts'
import { sed } from './sed.ts'
import { seq } from './seq.ts'
import { sleep } from './sleep.ts'
import { sort } from './sort.ts'
import { stat } from './stat.ts'
import { stty } from './stty.ts'
import { tail } from './tail.ts'
import { tee } from './tee.ts'
import { test } from './test.ts'
import { timeout } from './timeout.ts'
import { touch } from './touch.ts'
import { tr } from './tr.ts'
import { fail, succeed } from './true.ts'
import { clear, tty } from './tty.ts'
import { arch, nproc, uname } from './uname.ts'
import { uniq } from './uniq.ts'
import { watch } from './watch.ts'
import { wc } from './wc.ts'
import { which } from './which.ts'
import { xargs } from './xargs.ts'
import { yes } from './yes.ts'
import type { Tool } from './call.ts'

/** Every tool by its name; an image says which of them it has. */
export const TOOLS: ReadonlyMap<string, Tool> = new Map<string, Tool>(
  Object.entries({
    '[': test,
    false: fail,
    true: succeed,
    ...{ arch, awk, base64, basename, cat, chgrp, chmod, chown, clear, cp },
    ...{ cut, date, df, dirname, du, echo, egrep, env, expr, fgrep },
    ...{ find, free, grep, groups, head, hexdump, hostname, id, kill, killall },
    ...{ ln, ls, md5sum, mkdir, mktemp, mount, mv, nohup, nproc, od },
    ...{ pgrep, pidof, pkill, printenv, printf, ps, pwd, readlink, realpath, rm },
    ...{ rmdir, sed, seq, sha1sum, sha256sum, sleep, sort, stat, stty, tail },
    ...{ tee, test, timeout, touch, tr, tty, uname, uniq, uptime, watch },
    ...{ wc, which, whoami, xargs, yes },
  }),
)
