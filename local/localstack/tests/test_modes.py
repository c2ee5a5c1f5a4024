"""bin/localstack with everything it starts replaced by programs that write down how they were called: which LocalStack it
takes, what it says when there is none, and that it stops what it started. Needs nothing but bash.

    python3 local/localstack/tests/test_modes.py
"""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
TOOLS = "bash cat cp cut dirname env find grep head kill mkdir paste pkill rm sed seq sleep sort tail touch tr true xargs".split()
# Notes its name and arguments, and what of its environment matters; then does what the test says.
NOTE = 'echo "$(basename "$0") $*" >>"$NOTES"\n'


class ModesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.path = self.root / "path"
        self.notes = self.root / "notes"
        self.notes.touch()
        for name in (".lib.sh", "localstack"):
            (self.root / "bin").mkdir(exist_ok=True)
            shutil.copy(ROOT / "bin" / name, self.root / "bin" / name)
        for empty in ("shared", "functions", "local/localstack/host/laslink_localstack", "local/localstack/target", "web/dist"):
            (self.root / empty).mkdir(parents=True)
        for file in ("pom.xml", "template.yaml", "openapi.yaml", "web/package-lock.json", "local/localstack/host/requirements.txt",
            "local/localstack/host/constraints.txt", "local/localstack/host/pyproject.toml"):
            (self.root / file).touch()
        (self.root / "local/localstack/target/classpath").write_text("jars\n")
        (self.root / "local/localstack/target/classpath.root").write_text(f"{self.root.resolve()}\n")
        (self.root / "web/dist/.built").touch()
        self.path.mkdir()
        for tool in TOOLS + ["basename"]:
            (self.path / tool).symlink_to(shutil.which(tool))
        self.fake("node", "echo v22.0.0")
        self.fake("npm", "")
        self.fake("mvn", "")
        self.fake("curl", 'for last; do :; done; grep -qxF "$last" "$ANSWERS" && echo "{\\"is_docker\\": ${IS_DOCKER:-false}}"')
        self.fake("hostname", "echo 192.0.2.7 172.17.0.1")
        (self.root / "jdk/bin").mkdir(parents=True)
        (self.root / "jdk/release").write_text('JAVA_VERSION="25.0.1"\n')
        self.fake("../jdk/bin/javac", "")
        # The product: says what it was given, and ends as a check does, or stays until it is stopped.
        self.fake("../jdk/bin/java", 'echo "at $AWS_ENDPOINT_URL" >>"$NOTES"\n[ -n "${STAYS:-}" ] || exit 0\nexec sleep 60')
        self.answers = self.root / "answers"
        self.answers.touch()

    def fake(self, name: str, does: str):
        file = self.path / name
        file.unlink(missing_ok=True)
        file.write_text(f"#!{shutil.which('bash')}\n{NOTE}{does}\n")
        file.chmod(0o755)

    def run_it(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(*arguments), env=self.environment(variables), capture_output=True, text=True, timeout=120, check=False
        )

    def command(self, *arguments: str) -> list[str]:
        return [str(self.path / "bash"), str(self.root / "bin/localstack"), *arguments]

    def environment(self, variables: dict[str, str]) -> dict[str, str]:
        return {
            "PATH": str(self.path),
            "HOME": str(self.root),
            "JAVA_HOME": str(self.root / "jdk"),
            "NOTES": str(self.notes),
            "ANSWERS": str(self.answers),
            **variables,
        }

    def noted(self, beginning: str) -> list[str]:
        return [line for line in self.notes.read_text().splitlines() if line.startswith(beginning)]

    def listening(self, address: str, what: str = "health"):
        with self.answers.open("a") as file:
            file.write(f"{address}/_localstack/{what}\n")

    def with_docker(self, gateway: str = "172.17.0.1"):
        self.fake("docker", f"""
            case "$1" in
              image) [ -n "${{HAS_IMAGES:-}}" ] ;;
              pull) [ -z "${{PULL_FAILS:-}}" ] ;;
              network) echo {gateway} ;;
              run)
                echo "token ${{LOCALSTACK_AUTH_TOKEN:-none}}" >>"$NOTES"
                echo http://127.0.0.1:8702/_localstack/health >>"$ANSWERS"
                trap 'exit 0' TERM
                for _ in $(seq 300); do [ ! -e "$NOTES.stopped" ] || exit 0; sleep 0.1; done ;;
              kill) touch "$NOTES.stopped" ;;
              ps) printf 'a-function\\nanother\\n' ;;
            esac""")

    def with_python(self, pip: str = "exit 0"):
        """A Python 3.11 whose venv has a pip, a python that is LocalStack, and nothing else."""
        pathlib.Path(self.root, "venv-python").write_text(
            f"#!{shutil.which('bash')}\n{NOTE}"
            'case "$*" in *unittest*) exit "${PLUGINS_FAIL:-0}" ;; esac\n'
            'echo "gateway $GATEWAY_LISTEN $GATEWAY_SERVER endpoint ${AWS_ENDPOINT_URL:-none}" >>"$NOTES"\n'
            'echo "http://$GATEWAY_LISTEN/_localstack/health" >>"$ANSWERS"\nexec sleep 60\n'
        )
        self.fake("python3.11", f"""
            if [ "$1" = -m ]; then
              mkdir -p "$3/bin"
              cp "{self.root}/venv-python" "$3/bin/python"
              printf '#!%s\\necho "pip $*" >>"$NOTES"\\n%s\\n' "{shutil.which('bash')}" '{pip}' >"$3/bin/pip"
              chmod +x "$3/bin/python" "$3/bin/pip"
            fi""")
        (self.path / "chmod").symlink_to(shutil.which("chmod"))

    # in the order of preference

    def test_takes_the_localstack_that_answers_at_aws_endpoint_url(self):
        self.listening("http://127.0.0.1:4566")
        self.with_docker()
        self.with_python()

        done = self.run_it("--check", AWS_ENDPOINT_URL="http://127.0.0.1:4566")

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.noted("at "), ["at http://127.0.0.1:4566"])
        self.assertEqual(self.noted("docker") + self.noted("python"), [])
        self.assertIn("--port 8700 --las-host localhost --check", self.noted("java ")[0])

    def test_one_in_docker_at_aws_endpoint_url_reaches_the_las_at_the_bridge(self):
        self.listening("http://127.0.0.1:4566")
        self.listening("http://127.0.0.1:4566", "info")
        self.with_docker()

        done = self.run_it("--check", AWS_ENDPOINT_URL="http://127.0.0.1:4566", IS_DOCKER="true")

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.noted("docker run") + self.noted("docker kill"), [])
        self.assertIn("--las-host 172.17.0.1 --las-also 172.17.0.1 --check", self.noted("java ")[0])

    def test_does_not_blame_it_for_what_an_earlier_one_said(self):
        self.listening("http://127.0.0.1:4566")
        log = self.root / "target/localstack/localstack.log"
        log.parent.mkdir(parents=True)
        log.write_text("[f/1] had ended after its last call\n")

        self.assertEqual(self.run_it("--check", AWS_ENDPOINT_URL="http://127.0.0.1:4566").returncode, 0)

    def test_then_docker_on_loopback_with_the_last_image_that_needs_no_account(self):
        self.with_docker()
        self.with_python()

        done = self.run_it("--check", AWS_ENDPOINT_URL="http://127.0.0.1:4566")  # nobody answers there

        self.assertEqual(done.returncode, 0, done.stderr)
        (run,) = self.noted("docker run")
        self.assertIn("-p 127.0.0.1:8702:4566 ", run)
        self.assertTrue(run.endswith(" localstack/localstack:4.14.0"), run)
        self.assertEqual(self.noted("at "), ["at http://127.0.0.1:8702"])
        self.assertIn(" --env=PROVIDER_OVERRIDE_DYNAMODB=v2 ", run)  # else streams want Kinesis, which is one more download

    def test_in_docker_the_containers_of_functions_go_as_well(self):
        self.with_docker()

        self.run_it("--check")

        self.assertEqual(
            self.noted("docker")[-3:],
            [
                "docker kill laslink-localstack-8700",
                "docker ps --all --quiet --filter name=^laslink-localstack-8700-",
                "docker rm --force a-function another",
            ],
        )

    def test_in_docker_the_images_are_fetched_in_sight_and_once(self):
        self.with_docker()

        done = self.run_it("--check")
        fetched = self.noted("docker pull")
        self.answers.write_text("")  # the first has ended
        pathlib.Path(str(self.notes) + ".stopped").unlink()
        again = self.run_it("--check", HAS_IMAGES="yes")

        images = ["localstack/localstack:4.14.0", "public.ecr.aws/lambda/java:25"]
        self.assertEqual(fetched, [f"docker pull --quiet {image}" for image in images])
        for image in images:
            self.assertIn(f"localstack: fetching {image} (once)\n", done.stdout)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertNotIn("fetching", again.stdout)

    def test_goes_on_without_docker_when_that_gets_no_image(self):
        self.with_docker()
        self.with_python()

        done = self.run_it("--check", PULL_FAILS="yes")

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("localstack: Docker does not get localstack/localstack:4.14.0; going on without Docker.\n", done.stdout)
        self.assertEqual(self.noted("docker run"), [])
        self.assertEqual(self.noted("gateway"), ["gateway 127.0.0.1:8702 loopback endpoint none"])

    def test_in_docker_on_linux_the_las_listens_on_the_bridge_as_well(self):
        self.with_docker(gateway="172.17.0.1")  # one of hostname -I

        self.run_it("--check")

        self.assertIn("--las-host 172.17.0.1 --las-also 172.17.0.1 --check", self.noted("java ")[0])

    def test_in_docker_desktop_the_las_listens_on_loopback_only(self):
        self.with_docker(gateway="192.168.65.1")  # inside Docker Desktop's own machine

        self.run_it("--check")

        self.assertIn("--las-host host.docker.internal --check", self.noted("java ")[0])

    def test_with_a_token_the_newest_image_and_the_token_on_no_command_line(self):
        self.with_docker()

        self.run_it("--check", LOCALSTACK_AUTH_TOKEN="ls-secret")

        (run,) = self.noted("docker run")
        self.assertTrue(run.endswith(" localstack/localstack:latest"), run)
        self.assertNotIn("ls-secret", run)
        self.assertEqual(self.noted("token"), ["token ls-secret"])

    def test_else_from_pypi_on_loopback(self):
        self.with_python()

        done = self.run_it("--check", "--port", "9100")

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.noted("gateway"), ["gateway 127.0.0.1:9102 loopback endpoint none"])
        self.assertEqual(self.noted("at "), ["at http://127.0.0.1:9102"])

    def test_a_plugin_that_changed_does_not_install_localstack_again(self):
        self.with_python()
        self.run_it("--check")
        plugin = self.root / "local/localstack/host/laslink_localstack/executor.py"
        plugin.touch()
        later = time.time() + 5
        os.utime(plugin, (later, later))
        self.answers.write_text("")  # the first has ended

        again = self.run_it("--check")

        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertNotIn("installing LocalStack", again.stdout)
        self.assertEqual(len(self.noted("pip install")), 3)  # LocalStack, the plugins, the plugins

    def test_a_copy_of_the_tree_builds_its_own_zips_and_installs_its_own_localstack(self):
        self.with_python()
        self.run_it("--check")
        self.answers.write_text("")  # the first has ended
        self.assertEqual(self.noted("mvn "), [])
        copy = pathlib.Path(str(self.root) + "-copy")
        self.addCleanup(shutil.rmtree, copy, ignore_errors=True)
        shutil.copytree(self.root, copy, symlinks=True, ignore=shutil.ignore_patterns("notes", "answers"))
        original, self.root = self.root, copy

        done = self.run_it("--check")
        self.root = original

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.noted("mvn ")), 1)
        self.assertIn("installing LocalStack", done.stdout)

    def test_without_docker_the_plugins_are_tested_before_a_check(self):
        self.with_python()

        done = self.run_it("--check", PLUGINS_FAIL="1")

        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.noted("gateway"), [])

    # where none can run: one line, and 3

    def test_says_so_when_there_is_nothing_to_run_it_with(self):
        done = self.run_it("--check")

        self.assertEqual(done.returncode, 3)
        self.assertEqual(
            done.stdout, "localstack: cannot run here: there is no LocalStack at AWS_ENDPOINT_URL, no Docker and no Python 3.11\n"
        )
        self.assertEqual(self.noted("mvn"), [])  # and says it at once

    def test_says_so_when_docker_has_no_engine(self):
        self.fake("docker", "exit 1")

        self.assertEqual(self.run_it("--check").returncode, 3)

    def test_says_so_when_pypi_gives_nothing(self):
        self.with_python(pip="exit 1")

        done = self.run_it("--check")

        self.assertEqual(done.returncode, 3)
        self.assertIn("localstack: cannot run here: PyPI did not give LocalStack", done.stdout)

    def test_says_so_when_another_localstack_is_in_the_way(self):
        self.listening("http://127.0.0.1:8702")

        done = self.run_it("--check")

        self.assertEqual(done.returncode, 1)
        self.assertIn("Another LocalStack listens on port 8702", done.stderr)

    # the end

    def test_a_localstack_that_does_not_start_is_told_with_its_last_words(self):
        self.with_python()
        pathlib.Path(self.root, "venv-python").write_text(f"#!{shutil.which('bash')}\necho its last words\nexit 1\n")

        done = self.run_it()

        self.assertEqual(done.returncode, 1)
        self.assertIn("its last words", done.stderr)

    def test_ctrl_c_stops_all_that_was_started(self):
        self.with_python()
        with subprocess.Popen(
            self.command(), env=self.environment({"STAYS": "yes"}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
            # Who starts the tests in the background has them ignore it, and a child inherits that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as running:
            for _ in range(600):
                if self.noted("at "):
                    break
                time.sleep(0.05)
            os.killpg(running.pid, signal.SIGINT)  # as a terminal does
            self.assertEqual(running.wait(30), 130)
            left = subprocess.run(["pgrep", "-s", str(running.pid)], capture_output=True, text=True, check=False).stdout
            self.assertEqual(left, "")


if __name__ == "__main__":
    unittest.main()
