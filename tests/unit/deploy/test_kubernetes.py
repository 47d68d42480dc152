"""The manifests of `deploy/kubernetes` are true to Kubernetes, to the command line, and to each other."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from typer.core import TyperGroup
from typer.main import get_command

from cli.program import app
from core.settings import Settings
from tests.conftest import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
EXAMPLE = ROOT / "deploy" / "kubernetes-example"
Manifest = dict[str, Any]


def manifests() -> list[Manifest]:
    return [
        manifest
        for name in kustomization()["resources"]
        for manifest in yaml.safe_load_all((FOLDER / name).read_text())
    ]


def kustomization() -> Manifest:
    found: Manifest = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
    return found


def find(kind: str, name: str) -> Manifest:
    (found,) = [m for m in manifests() if (m["kind"], m["metadata"]["name"]) == (kind, name)]
    return found


def pods() -> Iterator[tuple[str, Manifest]]:
    """The templates of pods, by what makes them."""
    for manifest in manifests():
        spec = manifest.get("spec", {})
        if manifest["kind"] == "CronJob":
            spec = spec["jobTemplate"]["spec"]
        if "template" in spec:
            yield manifest["kind"], spec["template"]


def containers() -> list[Manifest]:
    return [container for _, pod in pods() for container in pod["spec"]["containers"]]


@pytest.mark.parametrize("manifest", manifests(), ids=lambda m: f"{m['kind']}-{m['metadata']['name']}")
def test_a_manifest_passes_the_schema_of_its_kind(manifest: Manifest) -> None:
    kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


def test_the_schema_would_notice() -> None:
    wrong = find("Deployment", "predawn-api")
    wrong["spec"]["template"]["spec"]["containers"][0]["readynessProbe"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, kubernetes_validate.latest_version(), strict=True)


def test_everything_that_is_there_is_applied() -> None:
    files = {path.name for path in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}
    assert files == set(kustomization()["resources"])
    kinds = {manifest["kind"] for manifest in manifests()}
    assert kinds >= {
        "Job",
        "CronJob",
        "Deployment",
        "Service",
        "HorizontalPodAutoscaler",
        "PodDisruptionBudget",
        "NetworkPolicy",
    }


def build(folder: Path) -> list[Manifest]:
    """The manifests of a folder as kustomize makes them."""
    for program in (("kustomize", "build"), ("kubectl", "kustomize")):
        if shutil.which(program[0]):
            built = subprocess.run([*program, str(folder)], capture_output=True, text=True, check=True)
            return list(yaml.safe_load_all(built.stdout))
    pytest.skip("neither kustomize nor kubectl is installed; the other tests read the files themselves")


def names_of(built: list[Manifest]) -> set[tuple[str, str]]:
    return {(manifest["kind"], manifest["metadata"]["name"]) for manifest in built}


@pytest.mark.parametrize("folder", [FOLDER, EXAMPLE], ids=lambda folder: folder.name)
def test_kustomize_builds_all_of_it(folder: Path) -> None:
    built = build(folder)
    assert names_of(built) == names_of(manifests())
    for manifest in built:
        kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)
        if manifest["kind"] != "Namespace":
            assert manifest["metadata"]["namespace"] == "predawn"


def test_the_example_opens_the_ports_that_it_names() -> None:
    built = build(EXAMPLE)
    opened = {}
    for manifest in built:
        if manifest["kind"] == "NetworkPolicy":
            ports = [port["port"] for rule in manifest["spec"]["egress"] for port in rule["ports"]]
            opened[manifest["metadata"]["name"]] = ports
    assert opened == {"predawn-api": [53, 53, 6432], "predawn-jobs": [53, 53, 6432, 443, 8443]}
    (settings,) = [manifest for manifest in built if manifest["kind"] == "ConfigMap"]
    assert settings["data"]["PREDAWN_CATALOGUE"].startswith("https://files.example.org:8443/")


def test_a_start_on_a_busy_node_is_not_taken_for_a_hang() -> None:
    (container,) = find("Deployment", "predawn-api")["spec"]["template"]["spec"]["containers"]
    startup = container["startupProbe"]
    assert startup["periodSeconds"] * startup["failureThreshold"] >= 180


def test_commands_and_their_options_are_those_of_the_program() -> None:
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    asked = []
    for container in containers():
        command, *options = container["args"]
        context = program.make_context("predawn", [command], resilient_parsing=True)
        found = program.get_command(context, command)
        assert found is not None, command
        found.make_context(command, list(options))
        asked.append(command)
    assert sorted(asked) == ["batch", "migrate", "serve"]


def test_variables_are_settings_of_the_program() -> None:
    given = dict(find("ConfigMap", "predawn-settings")["data"])
    for container in containers():
        given |= {entry["name"]: entry["value"] for entry in container.get("env", ())}
    known = {f"PREDAWN_{name.upper()}": name for name in Settings.model_fields}
    assert set(given) <= set(known)
    Settings.model_validate({known[name]: value for name, value in given.items()})


def test_each_service_has_a_login_of_its_own_and_no_password_stands_here() -> None:
    secrets = [
        entry["secretRef"]["name"]
        for container in containers()
        for entry in container["envFrom"]
        if "secretRef" in entry
    ]
    assert sorted(secrets) == ["predawn-api", "predawn-batch", "predawn-migrate"]
    assert not [manifest for manifest in manifests() if manifest["kind"] == "Secret"]
    for path in FOLDER.glob("*.yaml"):
        assert "postgresql://" not in path.read_text()


def test_probes_ask_what_the_api_answers() -> None:
    (container,) = find("Deployment", "predawn-api")["spec"]["template"]["spec"]["containers"]
    probes = {name: container[name]["httpGet"]["path"] for name in container if name.endswith("Probe")}
    assert probes == {
        "startupProbe": "/health/live",
        "livenessProbe": "/health/live",
        "readinessProbe": "/health/ready",
    }
    (port,) = container["ports"]
    assert str(port["containerPort"]) == container["args"][container["args"].index("--port") + 1]
    assert {container[name]["httpGet"]["port"] for name in probes} == {port["name"]}


def test_a_stopping_pod_has_the_time_that_its_server_takes() -> None:
    pod = find("Deployment", "predawn-api")["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    (drain,) = [float(e["value"]) for e in container["env"] if e["name"] == "PREDAWN_DRAIN_SECONDS"]
    readiness = container["readinessProbe"]
    assert drain >= readiness["periodSeconds"] * readiness["failureThreshold"]
    assert pod["terminationGracePeriodSeconds"] >= drain + 30


def test_selectors_find_the_pods_they_are_for() -> None:
    labels = [pod["metadata"]["labels"] for _, pod in pods()]

    def found(selector: dict[str, str]) -> list[str]:
        return [each["app.kubernetes.io/component"] for each in labels if selector.items() <= each.items()]

    api = ["api"]
    assert found(find("Deployment", "predawn-api")["spec"]["selector"]["matchLabels"]) == api
    assert found(find("Service", "predawn-api")["spec"]["selector"]) == api
    assert found(find("PodDisruptionBudget", "predawn-api")["spec"]["selector"]["matchLabels"]) == api
    assert found(find("NetworkPolicy", "predawn-api")["spec"]["podSelector"]["matchLabels"]) == api
    target = find("HorizontalPodAutoscaler", "predawn-api")["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", "predawn-api")
    (jobs,) = find("NetworkPolicy", "predawn-jobs")["spec"]["podSelector"]["matchExpressions"]
    assert set(jobs["values"]) == {"migrate", "batch"}


def test_a_night_is_not_made_twice_and_what_needs_a_person_is_not_repeated() -> None:
    spec = find("CronJob", "predawn-batch")["spec"]
    assert (spec["concurrencyPolicy"], spec["timeZone"]) == ("Forbid", "Etc/UTC")
    rules = spec["jobTemplate"]["spec"]["podFailurePolicy"]["rules"]
    (final,) = [rule["onExitCodes"]["values"] for rule in rules if rule["action"] == "FailJob"]
    assert final == [2, 4, 5]


@pytest.mark.parametrize("container", containers(), ids=lambda container: container["name"])
def test_containers_have_no_rights_to_speak_of(container: Manifest) -> None:
    rights = container["securityContext"]
    assert rights["readOnlyRootFilesystem"]
    assert not rights["allowPrivilegeEscalation"]
    assert rights["capabilities"]["drop"] == ["ALL"]
    assert "memory" in container["resources"]["limits"]
