"""Entry points that LocalStack (through plux) discovers in this package.

* LAMBDA_RUNTIME_EXECUTOR=process  Lambda functions run as local JVM processes (executor.py)
* GATEWAY_SERVER=loopback          LocalStack's own twisted server, but bound to the host asked for
* accept_java25                    4.8.1 knows runtimes up to java21; lets Runtime: java25 through
* brisk_stacks                     CloudFormation looks after 0.2 s, not 5 s, whether a function is there: 14 functions, one by one
* our_dynamodb                     DynamoDB Local from Maven instead of LocalStack's download, on loopback

Settings (environment of the LocalStack process): LASLINK_JAVA_HOME the JDK, LASLINK_CLASSPATH local/localstack's class path.
"""

import os

from localstack.runtime import hooks
from localstack.runtime.server.core import RuntimeServer, RuntimeServerPlugin
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class ProcessRuntimeExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        from laslink_localstack.executor import ProcessRuntimeExecutor

        return ProcessRuntimeExecutor


class LoopbackServerPlugin(RuntimeServerPlugin):
    name = "loopback"

    def load(self, *args, **kwargs) -> RuntimeServer:
        import functools
        from unittest import mock

        from localstack.runtime.server import twisted

        class LoopbackServer(twisted.TwistedRuntimeServer):
            """4.8.1 makes its IPv4 endpoint without ``interface=`` and so listens on 0.0.0.0."""

            def register(self, gateway, listen, ssl_creds=None):
                for address in listen:
                    bound = functools.partial(
                        twisted.endpoints.TCP4ServerEndpoint, interface=address.host
                    )
                    with mock.patch.object(twisted.endpoints, "TCP4ServerEndpoint", bound):
                        super().register(gateway, [address], ssl_creds)

        return LoopbackServer()


@hooks.on_infra_start()
def accept_java25():
    from localstack.services.lambda_ import runtimes

    for known in (runtimes.ALL_RUNTIMES, runtimes.SNAP_START_SUPPORTED_RUNTIMES):
        if "java25" not in known:
            known.append("java25")


@hooks.on_infra_start()
def brisk_stacks():
    import functools

    from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor

    theirs = ResourceProviderExecutor.deploy_loop
    ResourceProviderExecutor.deploy_loop = functools.partialmethod(theirs, sleep_time=0.2)


@hooks.on_infra_start()
def our_dynamodb():
    from localstack.services.dynamodb import server

    class Installed:
        """Stands for the package that LocalStack would download, and the JRE with it."""

        def get_installer(self):
            return self

        def install(self):
            pass

        def get_installed_dir(self):
            return ""

        def get_ddb_agent_jar_path(self):
            return ""

        def get_java_env_vars(self):
            return {"JAVA_HOME": os.environ["LASLINK_JAVA_HOME"]}

    theirs = server.DynamodbServer._create_shell_command

    def ours(self):
        options = theirs(self)
        return [
            os.environ["LASLINK_JAVA_HOME"] + "/bin/java",
            f"-Xmx{self.heap_size}",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            os.environ["LASLINK_CLASSPATH"],
            "nl.laslink.local.localstack.LoopbackDynamoDb",
            *options[options.index("-jar") + 2 :],
        ]

    server.dynamodblocal_package = Installed()
    server.DynamodbServer._create_shell_command = ours
