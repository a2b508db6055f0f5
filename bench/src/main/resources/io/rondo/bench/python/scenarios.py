"""Measures one cell over redis-py, by the rules of the bench's measuring JVMs.

Reads what to measure from the first line of standard input and writes messages to standard output, one a line, both in
JSON. Standard input stays open as long as the bench lives; when it ends, however the bench died, this process ends too.
"""

import asyncio
import collections
import json
import os
import platform
import signal
import sys
import threading
import time
import urllib.parse

import redis
from redis.utils import HIREDIS_AVAILABLE

try:
    import redis.asyncio
except ImportError:  # redis before 4.2; the blocking scenarios do without it
    pass
try:
    import resource
except ImportError:  # a system that does not count context switches this way
    resource = None

ORPHANED = 3
KEYS = {
    "sync": "test_sync",
    "sync-pipe": "test_sync_pipe",
    "sync-multi": "test_sync_pipe",
    "async": "test_async",
    "async-pipe": "test_async_pipe",
}


class WrongReply(Exception):
    """A fetched value is not the one that was stored."""


class Pairs:
    """Keys, values and room for a latency per pair, made before the clock runs.

    Pair i of worker w stands at w * per_worker + i.
    """

    def __init__(self, cell):
        n = cell["n"]
        self.workers = cell["workers"]
        self.per_worker = n // self.workers
        self.asserts = cell["asserts"]
        prefix = KEYS[cell["scenario"]] + ":keys:"
        if cell["scenario"].startswith("async"):
            self.keys = [
                "%s%d:%d" % ((prefix,) + divmod(i, self.per_worker)) for i in range(n)
            ]
        else:
            self.keys = [prefix + str(i) for i in range(n)]
        self.values = [str(i % self.per_worker) for i in range(n)]
        self.wanted = [value.encode() for value in self.values]
        self.fetched = [None] * n
        self.latencies = [0] * n
        self.take = self.check if self.asserts else self.fetched.__setitem__

    def check(self, index, value):
        if value != self.wanted[index]:
            raise WrongReply(
                "GET %s returned %s, expected '%s'"
                % (self.keys[index], shown(value), self.values[index])
            )

    def check_fetched(self, per_worker):
        """Compares what was taken without a comparison."""
        if self.asserts:
            return
        for first in range(0, len(self.keys), self.per_worker):
            for index in range(first, first + per_worker):
                self.check(index, self.fetched[index])
                self.fetched[index] = None


def shown(value):
    if value is None:
        return "null"
    return "'%s'" % (value.decode(errors="replace") if isinstance(value, bytes) else value)


class Counters:
    """Time, CPU and context switches of timed regions; the clock is the innermost reading."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.cpu = 0
        self.switches = 0

    def start(self):
        self.switches_before = context_switches()
        self.cpu_before = time.process_time_ns()
        self.clock_before = time.perf_counter_ns()

    def stop(self):
        self.nanos = max(1, time.perf_counter_ns() - self.clock_before)
        self.cpu += time.process_time_ns() - self.cpu_before
        self.switches += context_switches() - self.switches_before


def context_switches():
    if resource is None:
        return 0
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_nvcsw + usage.ru_nivcsw


def sync(client, pairs, count):
    keys, values, latencies, take = pairs.keys, pairs.values, pairs.latencies, pairs.take
    store, fetch, clock = client.set, client.get, time.perf_counter_ns
    before = clock()
    for i in range(count):
        store(keys[i], values[i])
        take(i, fetch(keys[i]))
        now = clock()
        latencies[i] = now - before
        before = now


def sync_pipeline(pipeline, pairs, count):
    keys, values, latencies, take = pairs.keys, pairs.values, pairs.latencies, pairs.take
    clock = time.perf_counter_ns
    before = clock()
    for i in range(count):
        pipeline.set(keys[i], values[i])
        pipeline.get(keys[i])
        take(i, pipeline.execute()[1])
        now = clock()
        latencies[i] = now - before
        before = now


async def chain(client, pairs, first, count):
    keys, values, latencies, take = pairs.keys, pairs.values, pairs.latencies, pairs.take
    store, fetch, clock = client.set, client.get, time.perf_counter_ns
    before = clock()
    for i in range(first, first + count):
        await store(keys[i], values[i])
        take(i, await fetch(keys[i]))
        now = clock()
        latencies[i] = now - before
        before = now


async def pipeline_chain(client, pairs, first, count):
    keys, values, latencies, take = pairs.keys, pairs.values, pairs.latencies, pairs.take
    pipeline, clock = client.pipeline(transaction=False), time.perf_counter_ns
    before = clock()
    for i in range(first, first + count):
        pipeline.set(keys[i], values[i])
        pipeline.get(keys[i])
        take(i, (await pipeline.execute())[1])
        now = clock()
        latencies[i] = now - before
        before = now


class SyncRunner:
    """One thread, one connection, one pair after the other."""

    def __init__(self, cell, address, pairs):
        self.pairs = pairs
        client = redis.Redis(**address)
        if cell["scenario"] == "sync":
            self.run_pairs, self.on = sync, client
        else:
            # redis-py's pipeline is MULTI/EXEC unless it is told otherwise.
            transaction = cell["scenario"] == "sync-multi"
            self.run_pairs, self.on = sync_pipeline, client.pipeline(transaction=transaction)

    def run(self, per_worker, region):
        region.start()
        self.run_pairs(self.on, self.pairs, per_worker)
        region.stop()

    def channel(self):
        return "blocking socket"


class AsyncRunner:
    """Workers that share the pairs, on one connection that they share too or each on its own."""

    def __init__(self, cell, address, pairs):
        self.address = address
        self.pairs = pairs
        self.pipelined = cell["scenario"] == "async-pipe"
        self.chain = pipeline_chain if self.pipelined else chain
        self.loop = new_loop(cell["loop"])
        asyncio.set_event_loop(self.loop)
        self.is_shared = cell["connections"] == "shared"
        self.shared = self.loop.run_until_complete(self.open()) if self.is_shared else None

    async def open(self):
        """A client with one connection, which is open.

        redis-py does not multiplex: workers that share a connection have it in turn, a command or a pipeline at a time.
        """
        if not self.pipelined:
            client = redis.asyncio.Redis(single_connection_client=True, **self.address)
            return await client.initialize()
        # A pipeline takes its connection from the pool, even where the client has one for itself.
        if self.is_shared:
            pool = redis.asyncio.BlockingConnectionPool(max_connections=1, timeout=None, **self.address)
        else:
            pool = redis.asyncio.ConnectionPool(max_connections=1, **self.address)
        await pool.release(await pool.get_connection("_"))
        return redis.asyncio.Redis(connection_pool=pool)

    def run(self, per_worker, region):
        self.loop.run_until_complete(self.all_workers(per_worker, region))

    async def all_workers(self, per_worker, region):
        opened = []

        async def with_its_own(first):
            client = await self.open()
            opened.append(client)
            await self.chain(client, self.pairs, first, per_worker)

        def worker(first):
            if self.is_shared:
                return self.chain(self.shared, self.pairs, first, per_worker)
            return with_its_own(first)

        firsts = range(0, len(self.pairs.keys), self.pairs.per_worker)
        region.start()
        await asyncio.gather(*(worker(first) for first in firsts))
        region.stop()
        for client in opened:
            await (client.aclose() if hasattr(client, "aclose") else client.close())
            await client.connection_pool.disconnect()

    def channel(self):
        module = type(self.loop).__module__.split(".")[0]
        version = getattr(sys.modules[module], "__version__", "")
        return ("%s.%s %s" % (module, type(self.loop).__name__, version)).strip()


def new_loop(name):
    if name == "uvloop":
        import uvloop

        return uvloop.new_event_loop()
    return asyncio.new_event_loop()


class CellRunner:
    """The first repetition as it comes (cold), windows until they are steady, then the measured repetitions."""

    def __init__(self, spec):
        self.cell = spec["cell"]
        self.policy = spec["warmup"]
        self.pairs = Pairs(self.cell)
        runner = AsyncRunner if self.cell["scenario"].startswith("async") else SyncRunner
        self.runner = runner(self.cell, address(spec["uri"]), self.pairs)
        self.counters = Counters()

    def measure(self):
        cold = self.repetitions(1, None)
        write({"raw": cold})
        warmup = self.warm_up(cold["samples"][0])
        write({"raw": self.repetitions(self.cell["repeat"], warmup)})

    def one_pass(self, count):
        """Runs the first pairs of each worker, and says how many in all."""
        workers = self.pairs.workers
        per_worker = min(self.pairs.per_worker, (count + workers - 1) // workers)
        self.runner.run(per_worker, self.counters)
        self.pairs.check_fetched(per_worker)
        return per_worker * workers

    def warm_up(self, cold_ops_per_second):
        policy = self.policy
        count = max(1, min(self.cell["n"], int(cold_ops_per_second * policy["windowMillis"] / 1_000)))
        last = collections.deque(maxlen=policy["windows"])
        start = time.perf_counter_ns()
        pairs = windows = millis = 0
        steady = False
        while not steady and (millis < policy["maxMillis"] or windows == 0):
            done = nanos = 0
            while nanos < policy["windowMillis"] * 1_000_000:
                done += self.one_pass(count)
                nanos += self.counters.nanos
            last.append(done * 1e9 / nanos)
            pairs += done
            windows += 1
            millis = (time.perf_counter_ns() - start) // 1_000_000
            steady = millis >= policy["minMillis"] and self.agree(last)
        return {"windows": windows, "pairs": pairs, "millis": millis, "steady": steady}

    def agree(self, last):
        mean = sum(last) / len(last)
        return len(last) == last.maxlen and max(last) - min(last) <= self.policy["tolerance"] * mean

    def repetitions(self, repeat, warmup):
        samples = []
        latencies = collections.Counter()
        self.counters.reset()
        while len(samples) < repeat:
            pairs = self.one_pass(self.cell["n"])
            samples.append(pairs * 1e9 / self.counters.nanos)
            latencies.update(map(rounded, self.pairs.latencies))
            write({"progress": self.done(len(samples), warmup)})
        pairs = self.cell["n"] * len(samples)
        return {
            "channel": "redis-py %s%s, %s, %s %s" % (
                redis.__version__,
                " with hiredis" if HIREDIS_AVAILABLE else "",
                self.runner.channel(),
                platform.python_implementation(),
                platform.python_version(),
            ),
            "samples": samples,
            "latencies": sorted(latencies.items()),
            "cpuNanosPerOp": self.counters.cpu / pairs,
            "contextSwitchesPerOp": None if resource is None else self.counters.switches / pairs,
            "clientCores": cores(),
            "warmup": warmup,
        }

    def done(self, repetitions, warmup):
        """The cold run and the warm-up count as one repetition each in what is left to do."""
        finished = 1 if warmup is None else 2 + repetitions
        return min(1, finished / (2 + self.cell["repeat"]))


def rounded(nanos):
    """Down to eleven significant bits, which is what a histogram of three significant digits keeps."""
    bits = max(0, nanos.bit_length() - 11)
    return nanos >> bits << bits


def cores():
    """The kernel's list of the cores that this process may use."""
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("Cpus_allowed_list:"):
                    return line.split(":")[1].strip()
    except OSError:
        pass
    return "unknown"


def address(uri):
    """The parts of redis://[user:pass@]host[:port][/db]; a lone user info is the password."""
    parts = urllib.parse.urlsplit(uri)
    user, password = parts.username, parts.password
    if password is None:
        user, password = None, user
    return {
        "host": parts.hostname,
        "port": parts.port or 6379,
        "db": int(parts.path.strip("/") or 0),
        "username": urllib.parse.unquote(user) if user else None,
        "password": urllib.parse.unquote(password) if password else None,
    }


def write(message):
    messages.write(json.dumps(message).encode() + b"\n")
    messages.flush()


def end_with_bench():
    while os.read(0, 1):
        pass
    os._exit(ORPHANED)


def failure(error, uri):
    text = " ".join(str(error).split()) or type(error).__name__
    password = address(uri)["password"]
    return text.replace(password, "***") if password else text


def main():
    # At the terminal an interruption reaches this process too; the bench tells of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    spec = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=end_with_bench, daemon=True).start()
    try:
        CellRunner(spec).measure()
    except Exception as error:
        write({"failure": failure(error, spec["uri"])})
    # Whatever a client leaves behind, this process is done.
    os._exit(0)


messages = sys.stdout.buffer
# What a module prints must not mix with the messages.
sys.stdout = sys.stderr
main()
