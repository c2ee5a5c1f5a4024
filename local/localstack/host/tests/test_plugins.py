"""What the plugins change in LocalStack 4.8.1; a new version that moved one of these is noticed here."""

import os
import types
import unittest
from unittest import mock

from laslink_localstack import plugins
from localstack.runtime.server import twisted
from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor
from localstack.services.dynamodb import server as dynamodb
from localstack.services.lambda_ import runtimes


class PluginsTest(unittest.TestCase):
    def test_java25_is_known_once(self):
        plugins.accept_java25()
        plugins.accept_java25()

        self.assertEqual(runtimes.ALL_RUNTIMES.count("java25"), 1)
        self.assertEqual(runtimes.SNAP_START_SUPPORTED_RUNTIMES.count("java25"), 1)

    def test_cloudformation_looks_after_a_fifth_of_a_second(self):
        seen = {}

        def deploy_loop(self, *arguments, sleep_time=5, **more):
            seen["sleep_time"] = sleep_time

        with mock.patch.object(ResourceProviderExecutor, "deploy_loop", deploy_loop):
            plugins.brisk_stacks()
            ResourceProviderExecutor.deploy_loop(object())

        self.assertEqual(seen, {"sleep_time": 0.2})

    def test_dynamodb_local_is_ours(self):
        theirs = ["java", "-Xmx256m", "-javaagent:x", "-jar", "DynamoDBLocal.jar", "-port", "4000", "-inMemory"]
        variables = {"LASLINK_JAVA_HOME": "/jdk", "LASLINK_CLASSPATH": "a:b"}
        with (
            mock.patch.object(dynamodb.DynamodbServer, "_create_shell_command", lambda self: theirs),
            mock.patch.object(dynamodb, "dynamodblocal_package", None),
            mock.patch.dict(os.environ, variables),
        ):
            plugins.our_dynamodb()
            command = dynamodb.DynamodbServer._create_shell_command(types.SimpleNamespace(heap_size="256m"))
            java = dynamodb.dynamodblocal_package.get_installer().get_java_env_vars()

        self.assertEqual(command[0], "/jdk/bin/java")
        at = command.index("-cp")
        self.assertEqual(command[at + 1 :], ["a:b", "nl.laslink.local.localstack.LoopbackDynamoDb", "-port", "4000", "-inMemory"])
        self.assertEqual(java, {"JAVA_HOME": "/jdk"})

    def test_the_gateway_listens_where_it_is_told(self):
        endpoints = []

        def endpoint(reactor, port, *arguments, **more):
            endpoints.append((port, more.get("interface")))
            return mock.Mock()

        with mock.patch.object(twisted.endpoints, "TCP4ServerEndpoint", endpoint):
            server = plugins.LoopbackServerPlugin().load()
            server.register(mock.Mock(), [types.SimpleNamespace(host="127.0.0.1", port=4566)])

        self.assertEqual(endpoints, [(4566, "127.0.0.1")])


if __name__ == "__main__":
    unittest.main()
