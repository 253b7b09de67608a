/** capabilities(7) in the order of their numbers. */
const CAPABILITIES = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE ' +
  'NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO ' +
  'SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME ' +
  'SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG ' +
  'WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
).split(' ')

/** Every capability that there is. */
export const ALL_CAPABILITIES: ReadonlySet<string> = new Set(CAPABILITIES)

/** As /proc/PID/status shows them: sixteen hexadecimal digits. */
export function capabilityMask(capabilities: ReadonlySet<string>): string {
  let mask = 0n
  for (const [number, name] of CAPABILITIES.entries())
    if (capabilities.has(name)) mask |= 1n << BigInt(number)
  return mask.toString(16).padStart(16, '0')
}
