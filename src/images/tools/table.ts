import { basename, dirname } from './basename.ts'
import type { Tool } from './call.ts'
import { cat } from './cat.ts'
import { chgrp, chmod, chown } from './chmod.ts'
import { cut } from './cut.ts'
import { date } from './date.ts'
import { env, printenv } from './env.ts'
import { hostname } from './hostname.ts'
import { groups, id, whoami } from './id.ts'
import { ln } from './ln.ts'
import { mkdir, rmdir } from './mkdir.ts'
import { pwd } from './pwd.ts'
import { readlink, realpath } from './readlink.ts'
import { rm } from './rm.ts'
import { seq } from './seq.ts'
import { sleep } from './sleep.ts'
import { sort } from './sort.ts'
import { tee } from './tee.ts'
import { touch } from './touch.ts'
import { tr } from './tr.ts'
import { fail, succeed } from './true.ts'
import { arch, nproc, uname } from './uname.ts'
import { uniq } from './uniq.ts'
import { yes } from './yes.ts'

/** Every tool by its name; an image says which of them it has. */
export const TOOLS: ReadonlyMap<string, Tool> = new Map<string, Tool>(
  Object.entries({
    ...{ arch, basename, cat, chgrp, chmod, chown, cut, date, dirname, env },
    ...{ false: fail, groups, hostname, id, ln, mkdir, nproc, printenv, pwd },
    ...{ readlink, realpath, rm, rmdir, seq, sleep, sort, tee, touch, tr },
    ...{ true: succeed, uname, uniq, whoami, yes },
  }),
)
