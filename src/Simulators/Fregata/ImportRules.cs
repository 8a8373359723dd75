using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>What an import has to fulfil beyond the shape of its objects.</summary>
internal sealed class ImportRules(Formes formes, Anomalies anomalies)
{
    private static readonly string[] EtatsImportables = ["Recu", "ATraiter", "Traite", "Valide"];
    private static readonly string[] Etats = [.. EtatsImportables, "Desiste", "Annule"];

    public void VerifierSucces(JsonObject import, string anneeScolaire)
    {
        formes.Verifier(import, "import", "import", "candidats[]:dossier");
        Verifier(import, anneeScolaire);
        var dossiers = import["candidats"] is JsonArray liste ? liste.OfType<JsonObject>().ToList() : [];
        foreach (var dossier in dossiers)
        {
            VerifierDossier(dossier, anneeScolaire);
            if (!EtatsImportables.Contains(JsonBody.Field(dossier, "etat")))
                anomalies.Noter($"{JsonBody.Field(dossier, "id")} : un dossier {JsonBody.Field(dossier, "etat")} parmi les admis");
        }

        foreach (var repete in dossiers.GroupBy(d => JsonBody.Field(d, "id")).Where(g => g.Count() > 1))
            anomalies.Noter($"{repete.Key} : le candidat figure {repete.Count()} fois dans l'import");

        var candidats = dossiers.Select(CodeCandidat).Distinct().Count();
        var responsables = dossiers.SelectMany(d => Responsables(d).Select(r => (CodeCandidat(d), r))).Distinct().Count();
        if (JsonBody.Number(import, "nombreCandidats") != candidats || JsonBody.Number(import, "nombreResponsables") != responsables)
            anomalies.Noter(
                $"import {JsonBody.Field(import, "id")} : {JsonBody.Field(import, "nombreCandidats")} candidats et "
                + $"{JsonBody.Field(import, "nombreResponsables")} responsables annoncés, {candidats} et {responsables} reçus");
        if (MessageImport.Contredit(JsonBody.Field(import, "message"), candidats, responsables) is { } tort)
            anomalies.Noter($"import {JsonBody.Field(import, "id")} : {tort}");
    }

    public void VerifierEchec(JsonObject import, string anneeScolaire)
    {
        // Whether an import that brought nobody has an empty list or none is not said.
        formes.Verifier(import, "import", "import en échec", import.ContainsKey("candidats") ? "candidats[]?" : "");
        Verifier(import, anneeScolaire);
        if (MessageImport.ContreditEchec(JsonBody.Field(import, "message")) is { } tort)
            anomalies.Noter($"import {JsonBody.Field(import, "id")} : {tort}");
    }

    public void VerifierDossier(JsonObject dossier, string? anneeScolaire)
    {
        var id = JsonBody.Field(dossier, "id") ?? "dossier sans id";
        formes.Verifier(dossier, "dossier", id);
        if (!Etats.Contains(JsonBody.Field(dossier, "etat")))
            anomalies.Noter($"{id} : état « {JsonBody.Field(dossier, "etat")} » inconnu");
        if (JsonBody.Field(dossier, "origine") != "Parcoursup")
            anomalies.Noter($"{id} : origine « {JsonBody.Field(dossier, "origine")} »");

        var annee = JsonBody.Field(dossier, "anneeScolaire");
        if (anneeScolaire is not null && annee != anneeScolaire)
            anomalies.Noter($"{id} : année scolaire {annee}, {anneeScolaire} demandée");
        var formation = (dossier["formation"] as JsonObject) is { } f ? JsonBody.Field(f, "codeFormationPsup") : null;
        var attendu = string.Create(CultureInfo.InvariantCulture, $"{annee?.Split('-')[0]}-{CodeCandidat(dossier)}-{formation}");
        if (id != attendu)
            anomalies.Noter($"{id} : l'identifiant devrait être {attendu}");

        var ouiSi = JsonBody.Field(dossier, "reponse") switch { "Oui" => false, "OuiSi" => true, _ => (bool?)null };
        if (ouiSi is null || ouiSi != (dossier["cursusAmenage"] is not null))
            anomalies.Noter($"{id} : réponse « {JsonBody.Field(dossier, "reponse")} » et cursus aménagé ne vont pas ensemble");

        foreach (var repete in Responsables(dossier).GroupBy(r => r).Where(g => g.Count() > 1))
            anomalies.Noter($"{id} : le responsable {repete.Key} figure {repete.Count()} fois");
        if (Responsables(dossier).Count() > 2)
            anomalies.Noter($"{id} : plus de deux responsables");
    }

    public static int CodeCandidat(JsonObject dossier) => dossier["apprenant"] is JsonObject apprenant
        ? JsonBody.Number(apprenant, "codeCandidat") ?? 0 : 0;

    /// <summary>The guardians by name, the case of letters aside: they have no key of their own.</summary>
    private static IEnumerable<string> Responsables(JsonObject dossier) => dossier["responsables"] is JsonArray liste
        ? liste.OfType<JsonObject>().Select(r => $"{JsonBody.Field(r, "prenom")} {JsonBody.Field(r, "nom")}".Trim().ToUpperInvariant())
        : [];

    private void Verifier(JsonObject import, string anneeScolaire)
    {
        var id = JsonBody.Field(import, "id");
        if (JsonBody.Field(import, "source") != MessageImport.Source)
            anomalies.Noter($"import {id} : source « {JsonBody.Field(import, "source")} »");
        if (JsonBody.Field(import, "anneeScolaire") != anneeScolaire)
            anomalies.Noter($"import {id} : année scolaire {JsonBody.Field(import, "anneeScolaire")}, {anneeScolaire} demandée");
    }
}
