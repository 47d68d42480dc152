"""The settings of the embedded PostgreSQL server: durable, sized for the machine, tuned for bulk loads."""

import os
from dataclasses import dataclass
from pathlib import Path

_MB = 1024 * 1024
_CGROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 -- measured, nothing is put there by name
_SHARED_MEMORY_NEEDED = 256 * _MB

_TEMPLATE = """\
# Written by Predawn at each start of the server: changes made here are lost. To override a
# setting, use ALTER SYSTEM, which wins over this file.

# Only the socket, in a folder that nobody but the server's own account and root can enter. Local
# connections are trusted, so that folder is the whole of the access control.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket_folder}'
unix_socket_permissions = 0700
max_connections = 100
cluster_name = 'predawn'

# Durable: what was committed is there after a power failure.
fsync = on
synchronous_commit = on
full_page_writes = on

# Nothing replicates from this server, and with the minimal level the keys and indexes of a run's
# table, each built in a transaction of its own, are synced to disk once instead of being written to
# the log as well: for 1 M predictions 54 MB of log fell away and the build took 1.1 s, not 1.3 s.
# The price is that pg_basebackup does not work here; pg_dump does.
wal_level = minimal
max_wal_senders = 0
max_logical_replication_workers = 0
# Of the methods this server is built with only pglz is there, and it costs more than it saves: 10,000 changed
# projects among a million, each on a page of its own, took 3.5 s to update with it and 0.5 s without.
wal_compression = off
# A run writes gigabytes at once; checkpoints are spread instead of following on each other's heels.
max_wal_size = 4GB
min_wal_size = 512MB
checkpoint_timeout = 15min
checkpoint_completion_target = 0.9

shared_buffers = {shared_buffers_mb}MB
effective_cache_size = {effective_cache_mb}MB
maintenance_work_mem = {maintenance_work_mem_mb}MB
work_mem = {work_mem_mb}MB
dynamic_shared_memory_type = {dynamic_shared_memory}
max_parallel_workers = {parallel_workers}
max_parallel_maintenance_workers = {parallel_maintenance_workers}

random_page_cost = 1.1
# A row costs less to hand from one process to another than the default says: with that a sync was compared
# by one process, and so were a run's labels counted, which took up to twice as long.
parallel_tuple_cost = 0.005
effective_io_concurrency = 64
# Lookups are short: compiling them costs more than it gains.
jit = off
autovacuum = on
timezone = 'UTC'

logging_collector = off
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d %a '
log_min_messages = warning
log_min_duration_statement = 30s
log_lock_waits = on
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """The resources that the settings are sized for; `shared_memory_bytes` is None without a /dev/shm."""

    memory_bytes: int
    cores: int
    shared_memory_bytes: int | None


def measure_machine() -> Machine:
    """Measure the resources of this machine, or of the container."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limits = [int(text) for path in _CGROUP_LIMITS if (text := _read(path)).isdigit()]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    shared = None
    if _SHARED_MEMORY.is_dir():
        status = os.statvfs(_SHARED_MEMORY)
        shared = status.f_bavail * status.f_frsize
    return Machine(min([memory, *limits]), cores, shared)


def render_settings(machine: Machine, socket_folder: Path, port: int) -> str:
    """Return the text of `predawn.conf`."""
    memory_mb = machine.memory_bytes // _MB
    # Containers get 64 MB of /dev/shm by default, on which a parallel query ends with "No space left".
    tight = machine.shared_memory_bytes is not None and machine.shared_memory_bytes < _SHARED_MEMORY_NEEDED
    return _TEMPLATE.format(
        port=port,
        socket_folder=str(socket_folder).replace("'", "''"),
        shared_buffers_mb=min(max(memory_mb // 16, 128), 1024),
        effective_cache_mb=max(memory_mb // 2, 256),
        maintenance_work_mem_mb=min(max(memory_mb // 8, 64), 256),
        # The ids and hashes of a million projects make a hash table of 80 MB, which may be twice this. Spilt
        # to disk, the join that copies reused predictions takes twice as long.
        work_mem_mb=min(max(memory_mb // 128, 16), 128),
        dynamic_shared_memory="mmap" if tight else "posix",
        parallel_workers=max(machine.cores, 1),
        parallel_maintenance_workers=min(max(machine.cores - 1, 1), 4),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
