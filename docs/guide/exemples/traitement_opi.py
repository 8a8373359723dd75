#!/usr/bin/python3
"""Exemple de traitement côté Apogée : va chercher les OPI, les écrit, les acquitte, puis confirme ce qu'Apogée contient.

Il lui faut zeep (Debian : apt-get install python3-zeep). À faire vivre à côté d'Apogée, par exemple chaque heure (cron) :

    TRAITEMENT_MDP=… ./traitement_opi.py --url https://passerelle.univ.fr/services/PasserelleApogee --login traitement --dossier /var/lib/opi

Cet exemple « écrit » chaque OPI dans un fichier JSON par numéro : remplacer Apogee.ecrire et Apogee.vets par les appels
de l'établissement à Apogée. Tout le reste peut rester tel quel. Code de sortie : 0 si tout est fait, 1 sinon.
"""
import argparse
import json
import os
import pathlib
import sys

import zeep
from requests import Session
from requests.auth import HTTPBasicAuth
from zeep.helpers import serialize_object
from zeep.transports import Transport


class Refus(Exception):
    """Apogée a compris et dit non : inutile de réessayer sans correction. Porte le code d'Apogée."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Apogee:
    """Ce que l'établissement remplace par ses propres accès à Apogée."""

    def __init__(self, dossier):
        self.dossier = pathlib.Path(dossier)
        self.dossier.mkdir(parents=True, exist_ok=True)

    def ecrire(self, numero, donnees):
        """Écrit l'OPI : la liste des vœux remplace celle qui est enregistrée. Lève Refus si Apogée dit non."""
        if not numero.isalnum():
            raise Refus("technical.parameter.noncoherentinput.codOpiIntEpo", "Numéro OPI inattendu")
        contenu = json.dumps(serialize_object(donnees, dict), default=str, ensure_ascii=False)
        provisoire = self.dossier / f".{numero}.tmp"
        provisoire.write_text(contenu, encoding="utf-8")
        provisoire.rename(self.dossier / f"{numero}.json")

    def vets(self):
        """Ce qu'Apogée contient vraiment : numéro OPI -> liste de VET avec leur décision."""
        for fichier in sorted(self.dossier.glob("*.json")):
            voeux = (json.loads(fichier.read_text(encoding="utf-8")).get("voeux") or {}).get("item") or []
            yield fichier.stem, [{c: v[c] for c in ("codCge", "codEtp", "codVrsVet", "codDecVeu")} for v in voeux if v.get("codEtp")]


def transmettre(service, apogee, taille):
    """Page après page, jusqu'à ce qu'il n'y ait plus rien à prendre. Rend (prises, refusées, en échec)."""
    compte = {"PRISE": 0, "REFUSEE": 0, "ECHEC": 0}
    while True:
        page = service.recupererOpi(taille=taille)
        opis = page.opis.item if page.opis else []
        if not opis:
            if page.enAttenteConnecteur:
                print(f"{page.enAttenteConnecteur} OPI attendent le test du connecteur.", file=sys.stderr)
            return compte
        lignes = []
        for opi in opis:
            try:
                apogee.ecrire(opi.codOpiIntEpo, opi.donneesOpi10)
                ligne = {"jeton": opi.jeton, "resultat": "PRISE"}
            except Refus as refus:
                ligne = {"jeton": opi.jeton, "resultat": "REFUSEE", "code": refus.code, "message": str(refus)}
            except OSError as incident:
                ligne = {"jeton": opi.jeton, "resultat": "ECHEC", "message": str(incident)}
            compte[ligne["resultat"]] += 1
            lignes.append(ligne)
        service.acquitterOpi(acquittements={"item": lignes})
        if all(ligne["resultat"] == "ECHEC" for ligne in lignes):
            return compte  # Apogée ne répond pas : la passerelle redonnera ces OPI plus tard.


def confirmer(service, apogee, taille):
    """Dit à la passerelle ce qu'Apogée contient. Rend le nombre de numéros vérifiés et partiels."""
    compte = {"VERIFIEE": 0, "PARTIELLE": 0, "INCONNUE": 0}
    tout = [{"codOpiIntEpo": numero, "vets": {"item": vets}} for numero, vets in apogee.vets()]
    for debut in range(0, len(tout), taille):
        for ligne in service.confirmerListeOpi(confirmations={"item": tout[debut:debut + taille]}):
            compte[ligne.etat] += 1
            if ligne.etat == "PARTIELLE":
                print(f"{ligne.codOpiIntEpo} : {ligne.message}", file=sys.stderr)
    return compte


def main():
    lecture = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lecture.add_argument("--url", required=True, help="adresse du service PasserelleApogee")
    lecture.add_argument("--login", required=True)
    lecture.add_argument("--dossier", required=True, help="où écrire les OPI (exemple)")
    lecture.add_argument("--taille", type=int, default=100, help="OPI par page, 500 au plus")
    options = lecture.parse_args()

    session = Session()
    session.auth = HTTPBasicAuth(options.login, os.environ["TRAITEMENT_MDP"])
    client = zeep.Client(options.url + "?wsdl", transport=Transport(session=session, timeout=60, operation_timeout=60))
    apogee = Apogee(options.dossier)
    try:
        ecrites = transmettre(client.service, apogee, options.taille)
        vues = confirmer(client.service, apogee, options.taille)
    except zeep.exceptions.Fault as faute:
        detail = faute.detail.findtext(".//lastErrorMsg") if faute.detail is not None else None
        print(f"La passerelle refuse ({faute.message}) : {detail}", file=sys.stderr)
        return 1
    print(f"{ecrites['PRISE']} prises, {ecrites['REFUSEE']} refusées, {ecrites['ECHEC']} en échec ; "
          f"{vues['VERIFIEE']} vérifiées, {vues['PARTIELLE']} partielles.")
    return 0 if ecrites["ECHEC"] == 0 and vues["PARTIELLE"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
