using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>What Parcoursup demands of one <c>majInscriptionAdministrative</c>.</summary>
internal sealed class RemonteeRules(ParcoursupState state, CandidatTest? test)
{
    /// <summary>Applies the message; the reason when it is refused, else null.</summary>
    public string? Apply(JsonObject body, EtablissementParcoursup caller)
    {
        var candidat = JsonBody.Number(body, "codeCandidat");
        var formation = JsonBody.Number(body, "codeFormationPsup");
        var etat = JsonBody.Number(body, "etatInscription");
        if (candidat is null || formation is null)
            return "codeCandidat et codeFormationPsup sont obligatoires";
        if (etat is null or < 1 or > 5)
            return "etatInscription doit valoir 1, 2, 3, 4 ou 5";
        if (JsonBody.Field(body, "codeSISE") is null)
            return "codeSISE est obligatoire";

        if (IsTest(body, candidat.Value))
            return null;

        if (state.IsRefused(candidat.Value))
            return "Inscription refusée par Parcoursup pour ce candidat";

        var voeu = state.Known(candidat.Value, formation.Value);
        if (voeu is null || !string.Equals(voeu.Uai, caller.Uai, StringComparison.OrdinalIgnoreCase))
            return "Candidat inconnu pour cette formation";

        var mismatch = Mismatch(body, voeu);
        if (mismatch is not null)
            return $"Identité non conforme : {mismatch}";

        state.Enrol(candidat.Value, formation.Value, etat.Value);
        return null;
    }

    public bool IsTest(JsonObject body, int candidat) =>
        test is not null && candidat == test.CodeCandidat
        && JsonBody.Field(body, "nom") == test.Nom
        && JsonBody.Field(body, "prenom") == test.Prenom
        && JsonBody.Field(body, "dateNaissance") == test.DateNaissance;

    /// <summary>Parcoursup knows its own values only, never the SIS's corrected ones.</summary>
    private static string? Mismatch(JsonObject body, VoeuSimule voeu)
    {
        if (JsonBody.Field(body, "nom") != voeu.Nom)
            return "nom";
        if (JsonBody.Field(body, "prenom") != voeu.Prenom)
            return "prenom";
        if (JsonBody.Field(body, "dateNaissance") != voeu.DateNaissance)
            return "dateNaissance";

        var ine = JsonBody.Field(body, "ine");
        if (ine is not null && ine != voeu.Ine)
            return "ine";

        var affectation = JsonBody.Field(body, "codeEtablissementAffectation");
        return affectation is not null && !string.Equals(affectation, voeu.Uai, StringComparison.OrdinalIgnoreCase)
            ? "codeEtablissementAffectation"
            : null;
    }
}
