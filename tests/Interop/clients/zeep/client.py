"""Calls the gateway with zeep, which reads the contract at run time."""
import re
import sys

import requests
import zeep
from zeep.exceptions import Fault, TransportError


def calls(file):
    contracts = {}
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            part = line.rstrip("\n").split("\t")
            if part[0] == "contract":
                contracts[part[1]] = part[3]
            elif part[0] == "call":
                call = dict(zip(("id", "contract", "version", "address", "login", "password"), part[1:]), donnees={})
                call["wsdl"] = contracts[call["contract"]]
            elif part[0] == "set":
                put(call["donnees"], part[1], part[2])
            elif part[0] == "nil":
                put(call["donnees"], part[1], None)
            elif part[0] == "end":
                yield call


def put(donnees, path, value):
    *steps, last = path.split(".")
    for step in steps:
        name, index = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", step).groups()
        donnees = donnees.setdefault(name, {} if index is None else [])
        if index is not None:
            if len(donnees) <= int(index):
                donnees.append({})
            donnees = donnees[int(index)]
    donnees[last] = value


def connect(wsdl):
    session = requests.Session()
    session.trust_env = False
    return zeep.Client(wsdl, transport=zeep.Transport(session=session))


def send(call, client):
    client.transport.session.auth = (call["login"], call["password"])
    client.service["mettreajourDonneesOpi_v" + call["version"]](_donneesOpi=call["donnees"])


def describe(fault, client):
    """The fault's detail, read by the type that the contract gives it."""
    detail = client.wsdl.types.deserialize(fault.detail[0])
    code = ".".join((detail.type, detail.domaine, detail.nature, detail.element))
    return "Fault", fault.message, code, detail.lastErrorMsg


def result(call, *words):
    print("result", call["id"], *(re.sub(r"[\r\n]+", " ", str(word)) for word in words), sep="\t", flush=True)


def main():
    clients = {}
    sys.stdout.reconfigure(encoding="utf-8")
    for call in calls(sys.argv[1]):
        if call["wsdl"] not in clients:
            clients[call["wsdl"]] = connect(call["wsdl"])
        client = clients[call["wsdl"]]
        try:
            send(call, client)
            result(call, "ok")
        except Fault as fault:
            result(call, "fault", *describe(fault, client))
        except TransportError as error:
            result(call, "refused", "TransportError", error.status_code)
        except Exception as error:
            result(call, "error", type(error).__name__, error)


main()
