"""The executor against processes that speak the Runtime API as a JVM would, in Python: quick, and as bad as we like."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import time
import types
import unittest

from laslink_localstack import executor
from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import PackageType
from localstack.services.lambda_.invocation.runtime_executor import LambdaRuntimeException

CLIENT = """
import json, os, subprocess, sys, time, urllib.request
api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime"
def call(path, body=None):
    with urllib.request.urlopen(api + path, body) as answer:
        return answer.headers, answer.read()
def take():
    headers, event = call("/invocation/next")
    return headers["Lambda-Runtime-Aws-Request-Id"], json.loads(event)
def give(id, answer, kind="response"):
    call("/invocation/" + id + "/" + kind, json.dumps(answer).encode())
"""
ECHO = """
while True:
    id, event = take()
    give(id, {"heard": event, "in": os.getcwd()})
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = pathlib.Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def gone(pid: int) -> bool:
    for _ in range(100):
        if not is_alive(pid):
            return True
        time.sleep(0.05)
    return False


def event(id: str, payload) -> dict:
    return {
        "invoke-id": id,
        "payload": json.dumps(payload),
        "deadline-ms": 1,
        "invoked-function-arn": "arn:aws:lambda:eu-west-1:000000000000:function:f",
        "trace-id": "Root=1-0-0",
    }


class FunctionProcessTest(unittest.TestCase):
    def start(self, program: str) -> executor.FunctionProcess:
        # the first argument stands where the executor puts its own option for the JVM
        launcher = [sys.executable, "-c", f"import sys; del sys.argv[1:]\n{CLIENT}\n{textwrap.dedent(program)}"]
        shim = pathlib.Path(self.folder.name, "java")
        shim.write_text(f'#!/bin/sh\nshift\nexec "{sys.executable}" "$@"\n')
        shim.chmod(0o755)
        process = executor.FunctionProcess("test", [str(shim), *launcher[1:]], self.folder.name, dict(os.environ))
        self.addCleanup(process.stop)
        return process

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_answers_what_the_function_answered(self):
        process = self.start(ECHO)
        self.assertTrue(process.ready.result(20))

        body, is_error = process.invoke(event("1", {"a": 1})).result(20)

        self.assertEqual(json.loads(body), {"heard": {"a": 1}, "in": os.path.realpath(self.folder.name)})
        self.assertFalse(is_error)

    def test_listens_on_loopback_only(self):
        process = self.start(ECHO)

        self.assertEqual(process.server.server_address[0], "127.0.0.1")

    def test_a_failed_call_is_an_error_and_the_next_works(self):
        process = self.start("""
            id, event = take()
            give(id, {"errorType": "Bad"}, "error")
            id, event = take()
            give(id, "fine")
            take()
        """)

        self.assertEqual(process.invoke(event("1", 0)).result(20), (b'{"errorType": "Bad"}', True))
        self.assertEqual(process.invoke(event("2", 0)).result(20), (b'"fine"', False))

    def test_an_answer_to_another_call_is_refused(self):
        process = self.start("""
            id, event = take()
            try:
                give("another", "late")
            except urllib.error.HTTPError as refused:
                give(id, refused.code)
            take()
        """)

        self.assertEqual(process.invoke(event("1", 0)).result(20), (b"400", False))

    def test_an_init_that_fails_says_why(self):
        process = self.start("""
            call("/init/error", b'{"errorMessage": "no LINKS_TABLE"}')
            time.sleep(60)
        """)

        with self.assertRaises(StatusErrorException) as failed:
            process.ready.result(20)
        self.assertIn(b"no LINKS_TABLE", failed.exception.payload)

    def test_a_process_that_ends_before_it_asks_did_not_start(self):
        process = self.start("sys.exit(7)")

        with self.assertRaises(StatusErrorException) as failed:
            process.ready.result(20)
        self.assertIn(b"exit status 7", failed.exception.payload)

    def test_a_process_that_ends_in_a_call_fails_that_call(self):
        process = self.start("take(); os._exit(3)")

        body, is_error = process.invoke(event("1", 0)).result(20)

        self.assertTrue(is_error)
        self.assertIn(b"exit status 3", body)

    def test_stop_ends_what_the_function_started_and_its_scratch_folder(self):
        process = self.start("""
            child = subprocess.Popen(["sleep", "60"])
            id, event = take()
            give(id, child.pid)
            take()
        """)
        child = int(process.invoke(event("1", 0)).result(20)[0])

        process.stop()

        self.assertTrue(gone(child))
        self.assertTrue(gone(process.popen.pid))
        self.assertFalse(os.path.exists(process.scratch))

    def test_keeps_what_the_function_printed(self):
        process = self.start("""
            id, event = take()
            print("first line", flush=True)
            give(id, 0)
            take()
        """)
        process.invoke(event("1", 0)).result(20)
        process.idle.wait(5)
        time.sleep(0.1)

        self.assertEqual(process.take_lines(), ["first line"])
        self.assertEqual(process.take_lines(), [])


class ProcessRuntimeExecutorTest(unittest.TestCase):
    """With a JDK whose ``java`` is the program of the test."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        home = pathlib.Path(self.folder.name)
        (home / "bin").mkdir()
        self.environment = dict(os.environ)
        os.environ.update(LASLINK_JAVA_HOME=str(home), LASLINK_RUNTIME=str(home))
        self.addCleanup(self.restore)

    def restore(self):
        os.environ.clear()
        os.environ.update(self.environment)

    def executor(self, program: str, timeout: int = 20) -> executor.ProcessRuntimeExecutor:
        java = pathlib.Path(self.folder.name, "bin", "java")
        java.write_text(f"#!{sys.executable}\n{CLIENT}\n{textwrap.dedent(program)}")
        java.chmod(0o755)
        version = types.SimpleNamespace(
            id=types.SimpleNamespace(function_name="f", qualifier="live"),
            config=types.SimpleNamespace(
                code=types.SimpleNamespace(get_unzipped_code_location=lambda: self.folder.name),
                runtime="java25",
                memory_size=1024,
                handler="nl.laslink.Handler",
                timeout=timeout,
            ),
        )
        made = executor.ProcessRuntimeExecutor("0123456789", version)
        self.addCleanup(made.stop)
        return made

    def test_starts_the_client_with_the_handler_and_the_functions_variables(self):
        made = self.executor('id, event = take(); give(id, [sys.argv, dict(os.environ)]); take()')
        made.start({"LINKS_TABLE": "links"})

        arguments, variables = json.loads(made.invoke(event("1", {})).payload)

        self.assertIn("-Xmx870m", arguments)
        self.assertEqual(arguments[-2:], [executor.MAIN_CLASS, "nl.laslink.Handler"])
        self.assertEqual(variables["LINKS_TABLE"], "links")
        self.assertEqual(variables["LAMBDA_TASK_ROOT"], self.folder.name)
        self.assertNotIn("HOME", variables)  # nothing of this machine's but what Lambda has

    def test_a_call_that_takes_too_long_is_ended_and_the_next_starts_anew(self):
        marker = pathlib.Path(self.folder.name, "hung")
        made = self.executor(f"""
            id, event = take()
            if not os.path.exists({str(marker)!r}):
                open({str(marker)!r}, "w").close()
                time.sleep(60)
            give(id, "second")
            take()
        """, timeout=1)
        made.start({})

        first = made.invoke(event("1", {}))
        with self.assertLogs(executor.LOG, "WARNING") as logged:
            second = made.invoke(event("2", {}))

        self.assertTrue(first.is_error)
        self.assertIn(b"Task timed out after 1.00 seconds", first.payload)
        self.assertEqual((second.is_error, second.payload), (False, b'"second"'))
        self.assertIn("had ended after its last call", logged.output[0])  # bin/localstack --check looks for this

    def test_a_start_that_never_ends_is_given_up(self):
        made = self.executor("time.sleep(60)")
        limit, config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT = config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT, 1
        self.addCleanup(setattr, config, "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", limit)

        with self.assertRaises(StatusErrorException) as failed:
            made.start({})

        self.assertIn(b"Init did not end in 1 s", failed.exception.payload)
        self.assertTrue(gone(made.process.popen.pid))

    def test_takes_java_zips_only(self):
        made = self.executor(ECHO)
        version = made.function_version
        version.config.package_type, version.config.runtime = PackageType.Zip, "python3.13"

        with self.assertRaises(LambdaRuntimeException):
            executor.ProcessRuntimeExecutor.prepare_version(version)


if __name__ == "__main__":
    unittest.main()
