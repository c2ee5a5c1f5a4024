"""A LocalStack Lambda runtime executor that starts each execution environment as a local JVM.

The JVM runs AWS's own Java runtime interface client (RIC), the same code as the managed Java
runtimes, with the unpacked zip as working directory. It talks the Lambda Runtime API
(https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) to a small HTTP server on the
loopback interface, one per environment. LocalStack calls start / invoke / stop.

Settings (environment of the LocalStack process):
  LASLINK_RUNTIME    folder with the RIC and its dependencies
  LASLINK_JAVA_HOME  JDK to run the functions with
"""

import json
import logging
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack import config
from localstack.aws.api.lambda_ import PackageType
from localstack.services.lambda_.invocation.executor_endpoint import (
    ShutdownDuringStartup,
    StatusErrorException,
)
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import (
    LambdaRuntimeException,
    RuntimeExecutor,
)

LOG = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"
API = "/2018-06-01/runtime"
MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
LAST_LINES_WAIT = 0.3  # seconds to wait, after an answer, for the runtime to ask for more work


def error_payload(error_type: str, message: str) -> bytes:
    return json.dumps({"errorType": error_type, "errorMessage": message}).encode()


class RuntimeApiHandler(BaseHTTPRequestHandler):
    """The Lambda Runtime API of one process; ``self.server.process`` is that FunctionProcess."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # with it, head and body in two packets cost 40 ms
    wbufsize = -1  # one packet; flushed after each request

    def do_GET(self):
        if self.path != f"{API}/invocation/next":
            return self._answer(404, error_payload("NotFound", self.path))
        invocation = self.server.process.next_invocation()
        if invocation is None:  # the process is being stopped
            self.close_connection = True
            return None
        self._answer(200, invocation["payload"].encode(), {
            "Lambda-Runtime-Aws-Request-Id": invocation["invoke-id"],
            "Lambda-Runtime-Deadline-Ms": str(invocation["deadline-ms"]),
            "Lambda-Runtime-Invoked-Function-Arn": invocation["invoked-function-arn"],
            "Lambda-Runtime-Trace-Id": invocation["trace-id"],
        })

    def do_POST(self):
        body = self._body()
        process = self.server.process
        if self.path == f"{API}/init/error":
            process.init_failed(body)
        elif self.path.startswith(f"{API}/invocation/"):
            request_id, _, kind = self.path[len(f"{API}/invocation/"):].partition("/")
            if not process.answered(request_id, body, is_error=(kind == "error")):
                return self._answer(400, error_payload("InvalidRequestID", request_id))
        else:
            return self._answer(404, error_payload("NotFound", self.path))
        self._answer(202, b'{"status":"OK"}')

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):  # noqa: A002
        LOG.debug("runtime api: " + format, *args)


class FunctionProcess:
    """One JVM with its Runtime API server."""

    def __init__(self, name: str, command: list[str], cwd: str, env: dict[str, str]):
        self.name = name
        self.ready: Future[bool] = Future()  # first request for work, or why it never came
        self.idle = threading.Event()  # the runtime asks for work: all output of the last is out
        self.work: queue.Queue[dict | None] = queue.Queue()
        self.pending: tuple[str, Future] | None = None
        self.lines: list[str] = []
        self.lock = threading.Lock()
        self.scratch = tempfile.mkdtemp(prefix="lambda-tmp-")

        self.server = ThreadingHTTPServer((LOOPBACK, 0), RuntimeApiHandler)
        self.server.daemon_threads = True
        self.server.process = self
        threading.Thread(target=self.server.serve_forever, args=(0.1,), daemon=True).start()
        try:
            self.popen = subprocess.Popen(
                [command[0], f"-Djava.io.tmpdir={self.scratch}", *command[1:]],
                cwd=cwd,
                env={**env, "AWS_LAMBDA_RUNTIME_API": f"{LOOPBACK}:{self.server.server_port}"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that whatever the function starts ends with it
            )
        except Exception:
            self._close()
            raise
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    # what LocalStack's side calls

    def alive(self) -> bool:
        return self.popen.poll() is None

    def invoke(self, invocation: dict) -> Future:
        future = Future()
        with self.lock:
            self.pending = (invocation["invoke-id"], future)
        self.work.put(invocation)
        if not self.alive():
            self._died()
        return future

    def take_lines(self) -> list[str]:
        with self.lock:
            lines, self.lines = self.lines, []
            return lines

    def stop(self) -> None:
        with self.lock:
            self.ready.cancel()  # no effect once the runtime is ready
        self.work.put(None)
        for sig, wait in ((signal.SIGTERM, 2), (signal.SIGKILL, 5)):
            if not self.alive():
                break
            try:
                os.killpg(self.popen.pid, sig)
                self.popen.wait(wait)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                pass
        self.watcher.join(2)
        self._close()

    def kill(self) -> None:
        try:
            os.killpg(self.popen.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.stop()

    # what the runtime's side calls

    def next_invocation(self) -> dict | None:
        with self.lock:
            if not self.ready.done():
                self.ready.set_result(True)
        self.idle.set()
        invocation = self.work.get()
        self.idle.clear()
        return invocation

    def init_failed(self, payload: bytes) -> None:
        with self.lock:
            if not self.ready.done():
                self.ready.set_exception(StatusErrorException("Environment startup failed", payload))

    def answered(self, request_id: str, body: bytes, is_error: bool) -> bool:
        with self.lock:
            if self.pending is None or self.pending[0] != request_id:
                return False
            future, self.pending = self.pending[1], None
        future.set_result((body, is_error))
        return True

    def _watch(self) -> None:
        with self.popen.stdout as output:
            for raw in output:
                line = raw.decode("utf-8", "replace").rstrip("\r\n")
                LOG.info("[%s] %s", self.name, line)
                with self.lock:
                    self.lines.append(line)
        self.popen.wait()
        self._died()

    def _died(self) -> None:
        code = self.popen.wait()
        status = f"exit status {code}" if code >= 0 else f"signal: {signal.Signals(-code).name}"
        message = f"Runtime exited with error: {status}"
        self.init_failed(error_payload("Runtime.ExitError", message))
        with self.lock:
            pending, self.pending = self.pending, None
        if pending:
            text = f"RequestId: {pending[0]} Error: {message}"
            pending[1].set_result((error_payload("Runtime.ExitError", text), True))

    def _close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.scratch, ignore_errors=True)


class ProcessRuntimeExecutor(RuntimeExecutor):
    def __init__(self, id: str, function_version: FunctionVersion) -> None:
        super().__init__(id=id, function_version=function_version)
        self.process: FunctionProcess | None = None
        self.env: dict[str, str] = {}
        self.stopped = False

    # lifecycle

    def start(self, env_vars: dict[str, str]) -> None:
        self.env = {name: str(value) for name, value in env_vars.items()}
        self._start_process()

    def _start_process(self) -> None:
        settings = self.function_version.config
        root = str(settings.code.get_unzipped_code_location())
        java_home = os.environ["LASLINK_JAVA_HOME"]
        env = {
            "PATH": f"{java_home}/bin:/usr/local/bin:/usr/bin:/bin",
            "LANG": "en_US.UTF-8",
            **self.env,
            "LAMBDA_TASK_ROOT": root,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{settings.runtime}",
        }
        # 0.85 of the memory as heap, serial GC and C1 only: close to what AWS's Java runtime sets
        command = [
            f"{java_home}/bin/java",
            f"-Xmx{int(settings.memory_size * 0.85)}m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            os.path.join(os.environ["LASLINK_RUNTIME"], "*"),
            MAIN_CLASS,
            settings.handler,
        ]
        name = f"{self.function_version.id.function_name}/{self.id[:8]}"
        began = time.perf_counter()
        self.process = FunctionProcess(name, command, root, env)
        if self.stopped:  # stop() came while the process was being made
            self.process.stop()
        try:
            self.process.ready.result(config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT)
        except StatusErrorException as error:
            LOG.warning("[%s] init failed: %s", name, error.payload.decode("utf-8", "replace"))
            self.process.stop()
            raise
        except FutureTimeout as error:
            self.process.kill()
            message = f"Init did not end in {config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT} s"
            raise StatusErrorException(message, error_payload("Sandbox.Timedout", message)) from error
        except BaseException as error:  # cancelled by stop()
            raise ShutdownDuringStartup("Stopped during startup") from error
        took = (time.perf_counter() - began) * 1000
        LOG.info("[%s] init took %.0f ms (pid %s)", name, took, self.process.popen.pid)

    def stop(self) -> None:
        self.stopped = True
        if self.process:
            self.process.stop()

    # invocation

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        request_id = payload["invoke-id"]
        if not self.process.alive():  # it ended after its last answer, or was killed for its time
            LOG.warning("[%s] had ended after its last call", self.process.name)  # bin/localstack --check looks for this
            try:
                self.process.stop()
                self._start_process()
            except StatusErrorException as error:
                return InvocationResult(request_id, error.payload, is_error=True, logs="init failed")

        process, timeout = self.process, self.function_version.config.timeout
        earlier = process.take_lines()  # output of the init phase
        began = time.time()
        deadline = int((began + timeout) * 1000)
        future = process.invoke({**payload, "deadline-ms": deadline})
        try:
            body, is_error = future.result(timeout)
            took = (time.time() - began) * 1000
            process.idle.wait(LAST_LINES_WAIT if process.alive() else 0)
            time.sleep(0.01)  # and for the reader of the pipe
        except FutureTimeout:
            took = timeout * 1000
            process.kill()
            text = f"RequestId: {request_id} Error: Task timed out after {timeout:.2f} seconds"
            body, is_error = error_payload("Sandbox.Timedout", text), True
            LOG.warning("[%s] %s", process.name, text)
        LOG.info("[%s] %s %s in %.0f ms", process.name, request_id, "error" if is_error else "ok", took)
        logs = [
            *earlier,
            f"START RequestId: {request_id} Version: {self.function_version.id.qualifier}",
            *process.take_lines(),
            f"END RequestId: {request_id}",
            f"REPORT RequestId: {request_id}\tDuration: {took:.2f} ms",
        ]
        return InvocationResult(request_id, body, is_error=is_error, logs="\n".join(logs) + "\n")

    def get_logs(self) -> str:
        return "\n".join(self.process.lines) if self.process else ""

    # addresses

    def get_address(self) -> str:
        return LOOPBACK

    def get_endpoint_from_executor(self) -> str:
        return LOOPBACK

    def get_runtime_endpoint(self) -> str:
        return f"http://{LOOPBACK}:{config.GATEWAY_LISTEN[0].port}/_localstack_lambda/{self.id}"

    # versions

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        settings = function_version.config
        if settings.package_type != PackageType.Zip or not str(settings.runtime).startswith("java"):
            raise LambdaRuntimeException(f"only Java zip functions run here, not {settings.runtime}")
        settings.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        pass

    @classmethod
    def validate_environment(cls) -> bool:
        missing = [n for n in ("LASLINK_RUNTIME",) if not os.path.isdir(os.environ.get(n, ""))]
        if missing:
            LOG.error("not set, or no such folder: %s", ", ".join(missing))
        return not missing
