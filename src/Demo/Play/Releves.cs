using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Writes results and enrolments as the REST API takes them.</summary>
internal static class Releves
{
    public static JsonNode Ecrire(ResultatBac resultat) => new JsonObject
    {
        ["session"] = Campagne.Session,
        ["codeCandidat"] = resultat.Candidat,
        ["resultat"] = resultat.Resultat,
        ["date"] = resultat.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    public static JsonNode Ecrire(Inscription inscription, DateTimeOffset date)
    {
        var written = new JsonObject { ["session"] = Campagne.Session };
        if (inscription.ParOpi)
        {
            written["codOpiIntEpo"] = inscription.Candidat.ToString(CultureInfo.InvariantCulture);
            written["vet"] = new JsonObject
            {
                ["codCge"] = inscription.Vet!.CodCge,
                ["codEtp"] = inscription.Vet.CodEtp,
                ["codVrsVet"] = inscription.Vet.CodVrsVet,
            };
        }
        else
        {
            written["codeCandidat"] = inscription.Candidat;
            written["codeFormationPsup"] = inscription.Formation;
        }

        written["type"] = inscription.Type;
        written["origine"] = inscription.Origine;
        written["premiereAnnee"] = inscription.PremiereAnnee;
        written["payee"] = inscription.Payee;
        written["annulee"] = inscription.Annulee;
        written["dateMaj"] = date.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        return written;
    }
}
