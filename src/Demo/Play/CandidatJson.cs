using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Writes a wish as the flat object that Parcoursup holds.</summary>
internal static class CandidatJson
{
    private static readonly string[] Mentions = ["", "P", "AB", "B", "TB"];

    public static JsonObject Ecrire(Candidat candidat, Reponse reponse)
    {
        var formation = Formations.De(reponse.Formation);
        var written = new JsonObject
        {
            ["session"] = Campagne.Session,
            ["codeCandidat"] = candidat.Code,
            ["codeFormationPsup"] = formation.Code,
            ["libelleFormation"] = formation.Libelle,
            ["codeSISE"] = formation.CodeSise,
            ["codeAmenagement"] = reponse.Amenagement,
            ["codeSituation"] = reponse.Situation,
            ["dateReponse"] = reponse.Date?.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
            ["ine"] = candidat.Ine,
            ["sexe"] = candidat.Sexe,
            ["nom"] = candidat.Nom,
            ["prenom"] = candidat.Prenom,
            ["dateNaissance"] = candidat.DateNaissance.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
            ["codeCommuneNaissance"] = candidat.NationaliteFrancaise ? "73065" : null,
            ["libelleCommuneNaissance"] = candidat.NationaliteFrancaise ? "Chambéry" : "Alger",
            ["departementNaissance"] = candidat.NationaliteFrancaise ? "73" : null,
            ["codePaysNaissance"] = candidat.NationaliteFrancaise ? "FR" : "99352",
            ["codePaysNationalite"] = candidat.NationaliteFrancaise ? "99100" : "99352",
            ["adresse1"] = string.Create(CultureInfo.InvariantCulture, $"{candidat.Code % 200} rue de l'Église"),
            ["codePostal"] = "73000",
            ["codeCommune"] = "73065",
            ["libelleCommune"] = "Chambéry",
            ["codePaysadresse"] = "FR",
            ["mail"] = candidat.Mail,
            ["telmobile"] = "06 12 34 56 78",
            ["codeEtablissementSco"] = "0730016W",
            ["moisBac"] = 7,
            ["anneeBac"] = candidat.AnneeBac,
            ["serieBac"] = candidat.Serie,
            ["mentionBac"] = Mentions[candidat.Code % Mentions.Length],
            ["cesure"] = 0,
            ["internat"] = reponse.Internat,
            ["codeEtablissement"] = formation.Etablissement.Uai,
            ["codeEtablissementAffectation"] = formation.Etablissement.Uai,
        };
        for (var rang = 0; rang < candidat.Responsables.Count; rang++)
            Ecrire(written, candidat.Responsables[rang], rang + 1);
        return written;
    }

    private static void Ecrire(JsonObject written, Responsable responsable, int n)
    {
        written[$"nomRL{n}"] = responsable.Nom;
        written[$"prenomRL{n}"] = responsable.Prenom;
        written[$"mailRL{n}"] = $"{responsable.Prenom}@example.org".ToLowerInvariant();
        written[$"telRL{n}"] = "04 79 00 00 00";
        written[$"Adresse1RL{n}"] = "1 place de la Mairie";
        written[$"CodePostaleRL{n}"] = "73000";
        written[$"codeCommuneRL{n}"] = "73065";
        written[$"libelleCommuneRL{n}"] = "Chambéry";
        written[$"CodePaysAdresseRL{n}"] = "FR";
    }
}
