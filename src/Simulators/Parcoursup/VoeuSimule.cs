using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>A wish as Parcoursup holds it: the flat object as it was given, and what the simulator must understand of it.</summary>
internal sealed record VoeuSimule(CleVoeu Cle, string Uai, int Situation, JsonObject Champs)
{
    public bool EstAdmis => Situation is 1 or 2;

    public string? Nom => JsonBody.Field(Champs, "nom");

    public string? Prenom => JsonBody.Field(Champs, "prenom");

    public string? DateNaissance => JsonBody.Field(Champs, "dateNaissance");

    public string? Ine => JsonBody.Field(Champs, "ine");

    public static VoeuSimule? Read(JsonNode? node, out string erreur)
    {
        erreur = "";
        if (node is not JsonObject champs)
        {
            erreur = "Chaque candidat doit être un objet JSON.";
            return null;
        }

        var candidat = JsonBody.Number(champs, "codeCandidat");
        var formation = JsonBody.Number(champs, "codeFormationPsup");
        var session = JsonBody.Number(champs, "session");
        var uai = JsonBody.Field(champs, "codeEtablissementAffectation") ?? JsonBody.Field(champs, "codeEtablissement");
        if (candidat is null || formation is null || session is null || uai is null)
        {
            erreur = "Un candidat demande session, codeCandidat, codeFormationPsup et codeEtablissement.";
            return null;
        }

        var cle = new CleVoeu(session.Value, candidat.Value, formation.Value, JsonBody.Number(champs, "internat") ?? 0);
        return new VoeuSimule(cle, uai, JsonBody.Number(champs, "codeSituation") ?? 0, champs);
    }

    public VoeuSimule WithSituation(int situation)
    {
        var champs = (JsonObject)Champs.DeepClone();
        champs["codeSituation"] = situation;
        return this with { Situation = situation, Champs = champs };
    }
}
