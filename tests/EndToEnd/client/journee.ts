// A whole day of an établissement, with nothing but the types and addresses that openapi-typescript makes of the gateway's document:
// what is wrong in it does not compile, or is not answered.
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

declare const process: { argv: string[]; exit(code: number): never };
const [gateway, cle, uai, pushLogin, pushMotDePasse, parcoursup] = process.argv.slice(2) as [string, string, string, string, string, string];
const client = createClient<paths>({ baseUrl: gateway, headers: { Authorization: `Bearer ${cle}` } });
const etab = { path: { etab: uai } };
const [session, codeCandidat, codeFormationPsup] = [2026, 800021, 8842];

function need<T>(what: string, answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) throw new Error(`${what} : ${answer.response.status} ${JSON.stringify(answer.error)}`);
  return answer.data;
}

function same(what: string, expected: unknown, seen: unknown): void {
  if (JSON.stringify(expected) !== JSON.stringify(seen)) throw new Error(`${what} : ${JSON.stringify(expected)} attendu, ${JSON.stringify(seen)} reçu`);
  console.log(`${what} : ${JSON.stringify(seen)}`);
}

async function auRepos(): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (need("synthese", await client.GET("/api/etablissements/{etab}/synthese", { params: etab })).auRepos) return;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new Error("toujours occupée");
}

async function jour(maintenant: string): Promise<void> {
  need("horloge", await client.PUT("/api/horloge", { body: { maintenant } }));
  await auRepos();
}

async function decision(): Promise<string | undefined> {
  await auRepos();
  const fiche = need("candidat", await client.GET("/api/etablissements/{etab}/candidats/{session}/{codeCandidat}",
    { params: { path: { etab: uai, session, codeCandidat } } }));
  return fiche.voeux?.[0]?.codeDecision;
}

async function resultat(issue: "ADMIS" | "REFUSE", date: string): Promise<void> {
  const rapport = need("resultats-bac", await client.POST("/api/etablissements/{etab}/resultats-bac",
    { params: etab, body: [{ session, codeCandidat, resultat: issue, date }] }));
  same(`Résultat ${issue}`, 1, rapport.acceptees);
}

same("Prête", "ok", need("sante", await client.GET("/sante/prete")).etat);
await jour("2026-06-02T10:00:00+02:00");
same("Connecteur", true, need("connecteur", await client.POST("/api/etablissements/{etab}/connecteur/test", { params: etab })).ouvert);

// Parcoursup has her first; then it pushes her.
const candidat = {
  session, codeCandidat, codeFormationPsup, codeSISE: "2500001", codeSituation: 1, codeAmenagement: 0, dateReponse: "02/06/2026 09:12",
  nom: "Le Goff", prenom: "Maëlle", sexe: "F", ine: "800000021MG", dateNaissance: "14/03/2008", serieBac: "Générale", anneeBac: 2026,
  codeEtablissement: uai, codeEtablissementAffectation: uai,
};
await fetch(`${parcoursup}/candidats`, { method: "POST", body: JSON.stringify(candidat) });
const pousse = await client.POST("/parcoursup/{uai}/admissionCandidat",
  { params: { path: { uai } }, body: { identifiant: { login: pushLogin, pwd: pushMotDePasse }, donneesCandidat: candidat } });
same("Poussée", "OK", need("poussée", pousse).retour);
same("Décision", "F", await decision());

await resultat("REFUSE", "2026-07-07");
await jour("2026-07-08T10:00:00+02:00");
same("Lendemain des résultats", "D", await decision());
await jour("2026-07-10T10:00:00+02:00");
await resultat("ADMIS", "2026-07-10");
same("Après le rattrapage", "F", await decision());

const lignes = need("inscriptions", await client.POST("/api/etablissements/{etab}/inscriptions", {
  params: etab,
  body: [{ session, codeCandidat, codeFormationPsup, type: "Principale", origine: "IaPrimo", premiereAnnee: true, payee: true,
    dateMaj: "2026-07-10T09:30:00+02:00" }],
}));
same("Inscription", [1, 0], [lignes.acceptees, lignes.refusees]);
await auRepos();
const lancee = need("remontee", await client.POST("/api/etablissements/{etab}/remontees", { params: etab }));
await auRepos();
const remontee = need("rapport", await client.GET("/api/etablissements/{etab}/remontees/{id}", { params: { path: { etab: uai, id: lancee.id! } } }));
same("Remontée", [1, 1, 0], [remontee.envoyees, remontee.acquittees, remontee.refusees]);
same("Rien n'attend", 0, need("taches", await client.GET("/api/etablissements/{etab}/taches", { params: etab })).length);

// A state that the description does not know, as a client of another version may send it.
const refuse = await client.GET("/api/etablissements/{etab}/livraisons", { params: { ...etab, query: { etat: "Inconnu" as "AJour" } } });
same("Filtre inconnu", [400, "etat"], [refuse.response.status, refuse.error?.erreurs?.[0]?.champ]);
console.log("Journée terminée.");
