#!/usr/bin/env python3
"""check_manifests.py BIN FOLDER: the Deployments in FOLDER against the programs in BIN.

Every argument and environment variable of a container must be one that its
program takes, its port the one it is told to listen on, and its probes and its
Service must point at that port.
"""
import pathlib
import subprocess
import sys

import yaml


def fail(what):
    sys.exit(f"check_manifests: {what}")


def check_container(container, binary):
    arguments = container.get("args", [])
    environment = {e["name"]: e["value"] for e in container.get("env", [])}
    answer = subprocess.run([binary, *arguments, "--print-config"], env=environment, capture_output=True, text=True)
    if answer.returncode != 0:
        fail(f"{binary.name} refuses {arguments} {environment}:\n{answer.stderr}")
    config = yaml.safe_load(answer.stdout)
    for name, value in environment.items():
        if value not in map(str, config.values()):
            fail(f"{binary.name}: {name}={value} reaches no option")
    ports = {p["name"]: p["containerPort"] for p in container["ports"]}
    listen = int(str(config["listen"]).rsplit(":", 1)[1])
    if ports.get("grpc") != listen:
        fail(f"{binary.name} listens on {listen}, the manifest says {ports}")
    for probe in ("startupProbe", "readinessProbe"):
        if container[probe]["grpc"]["port"] != listen:
            fail(f"{binary.name}: {probe} asks another port than {listen}")
    security = container["securityContext"]
    if not security["readOnlyRootFilesystem"] or security["allowPrivilegeEscalation"]:
        fail(f"{binary.name}: the security context is open")
    return listen


def main():
    programs, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    documents = [d for f in sorted(folder.glob("*.yaml")) for d in yaml.safe_load_all(f.read_text()) if d]
    deployments = {d["metadata"]["name"]: d for d in documents if d["kind"] == "Deployment"}
    services = {d["metadata"]["name"]: d for d in documents if d["kind"] == "Service"}
    claims = {d["metadata"]["name"] for d in documents if d["kind"] == "PersistentVolumeClaim"}
    if set(deployments) != {"parallax-ingest", "parallax-claims", "parallax-geo"}:
        fail(f"deployments are {sorted(deployments)}")
    for name, deployment in deployments.items():
        pod = deployment["spec"]["template"]["spec"]
        if not pod["securityContext"]["runAsNonRoot"]:
            fail(f"{name} may run as root")
        listen = check_container(pod["containers"][0], programs / name)
        port = services[name]["spec"]["ports"][0]
        if services[name]["spec"].get("clusterIP") != "None" or port["port"] != listen:
            fail(f"the Service of {name} is not headless on {listen}")
        for volume in pod["volumes"]:
            if "persistentVolumeClaim" in volume and volume["persistentVolumeClaim"]["claimName"] not in claims:
                fail(f"{name}: no such volume claim {volume}")
    print(f"{len(deployments)} deployments agree with their programs")


if __name__ == "__main__":
    main()
